package dev.tamis.access;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/** How an issuer's tokens are checked: by the keys that it publishes, in any of the ways that have no shared secret. */
final class Discovery {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Discovery() {}

    /**
     * Asks the issuer where its keys are (OpenID Connect Discovery 1.0); they are read when they are needed, and again for a key that is
     * new.
     *
     * @param audiences one of which a token must be for; any if there are none
     * @throws RuntimeException if it is away, or tells of another issuer
     */
    static JwtDecoder decoder(String issuer, List<String> audiences) {
        SimpleClientHttpRequestFactory http = new SimpleClientHttpRequestFactory();
        http.setConnectTimeout(PATIENCE);
        http.setReadTimeout(PATIENCE);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer)
                .restOperations(new RestTemplate(http))
                // Not what its keys are made for today: the next one may be of another kind.
                .validateType(false)
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
                .build();
        // RFC 9068 has a type of its own for what is meant for services.
        JwtTypeValidator type = new JwtTypeValidator(List.of("JWT", "at+jwt"));
        type.setAllowEmpty(true);
        OAuth2TokenValidator<Jwt> audience = new JwtClaimValidator<Collection<String>>(
                "aud", told -> audiences.isEmpty() || (told != null && !Collections.disjoint(told, audiences)));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(IssuedTokens.SKEW), new JwtIssuerValidator(issuer), audience, type));
        return decoder;
    }
}
