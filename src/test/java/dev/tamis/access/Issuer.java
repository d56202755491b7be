package dev.tamis.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** An OIDC issuer, as small as one can be: a discovery document and its keys, over HTTP. */
public final class Issuer implements AutoCloseable {

    private final HttpServer server;
    private volatile JWK key;
    private volatile boolean away;

    public Issuer() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        key = rsa();
        answers(
                "/.well-known/openid-configuration",
                () -> "{\"issuer\": \"" + address() + "\", \"jwks_uri\": \"" + address()
                        + "/keys\", \"subject_types_supported\": [\"public\"]}");
        answers("/keys", () -> new JWKSet(key.toPublicJWK()).toString());
        server.start();
    }

    private interface Answer {
        String text();
    }

    private void answers(String path, Answer answer) {
        server.createContext(path, exchange -> {
            byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 503 : 200, away ? -1 : text.length);
            if (!away) {
                exchange.getResponseBody().write(text);
            }
            exchange.close();
        });
    }

    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Whether it answers nobody. */
    public void isAway(boolean whether) {
        away = whether;
    }

    static RSAKey rsa() throws Exception {
        return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    }

    static ECKey ec() throws Exception {
        return new ECKeyGenerator(Curve.P_256)
                .keyID(UUID.randomUUID().toString())
                .generate();
    }

    /** The one that it signs with from now on; the old one is forgotten. */
    void rotatesTo(JWK next) {
        key = next;
    }

    JWK key() {
        return key;
    }

    /** A token for somebody, for five minutes. */
    public String token(UnaryOperator<JWTClaimsSet.Builder> claims) throws Exception {
        return signed(key, claims);
    }

    String signed(JWK by, UnaryOperator<JWTClaimsSet.Builder> claims) throws Exception {
        Instant now = Instant.now();
        JWTClaimsSet.Builder usual = new JWTClaimsSet.Builder()
                .issuer(address())
                .audience("tamis")
                .subject("b1946ac9")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
        boolean rsa = by instanceof RSAKey;
        JWSHeader head = new JWSHeader.Builder(rsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(by.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(head, claims.apply(usual).build());
        JWSSigner signer = rsa ? new RSASSASigner(by.toRSAKey()) : new ECDSASigner(by.toECKey());
        token.sign(signer);
        return token.serialize();
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
    }
}
