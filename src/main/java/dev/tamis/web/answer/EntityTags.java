package dev.tamis.web.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.ETag;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Names of answers as they are by now: of an address, of what the answer is made from, and of the program that makes it. So nodes of
 * one program agree on them, and another program, which may write the same otherwise, never takes an old one for its own.
 */
@Component
class EntityTags {

    /** As many as make two names differ for ever. */
    private static final int BYTES = 15;

    /** Reads all classes of ours, hence not before somebody asks. */
    private final Supplier<byte[]> program;

    EntityTags(Optional<BuildProperties> build) {
        this.program = SingletonSupplier.of(() -> nameOf(build));
    }

    private static byte[] nameOf(Optional<BuildProperties> build) {
        MessageDigest hash = sha256();
        build.ifPresent(each -> hash.update(bytes(each.getVersion() + each.get("commit"))));
        // Commits do not tell: not all that is built has been committed, and there are sources without a repository.
        Arrays.stream(ownClasses())
                .sorted(Comparator.comparing(EntityTags::shortName))
                .forEach(each -> add(each, hash));
        return hash.digest();
    }

    /**
     * Weak, for the bytes depend on whether they are packed.
     *
     * @param address path and query
     * @param revision what the answer is made from
     */
    ETag of(String address, String revision) {
        MessageDigest hash = sha256();
        hash.update(program.get());
        hash.update(bytes(address + "\n" + revision));
        return new ETag(Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash.digest(), BYTES)), true);
    }

    private static Resource[] ownClasses() {
        try {
            return new PathMatchingResourcePatternResolver().getResources("classpath*:dev/tamis/**/*.class");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same wherever the program lies. */
    private static String shortName(Resource own) {
        try {
            return own.getURL().toString().replaceFirst(".*/dev/tamis/", "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(Resource own, MessageDigest hash) {
        try {
            hash.update(own.getContentAsByteArray());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("Every JDK has SHA-256", none);
        }
    }
}
