package dev.tamis.mlp.djl;

import java.util.Locale;

/** Where PyTorch's native library exists. */
record Platform(String system, String processor) {

    static Platform current() {
        return new Platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    boolean isX86() {
        return processor.equals("amd64") || processor.equals("x86_64");
    }

    /** @throws IllegalStateException naming the supported platforms if this is none of them */
    void requireSupported() {
        String name = system.toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        boolean supported = name.startsWith("linux") && (isX86() || arm)
                || name.startsWith("mac") && arm
                || name.startsWith("windows") && isX86();
        if (!supported) {
            throw new IllegalStateException(
                    "Training needs Linux on x86-64 or arm64, macOS on arm64 or Windows on x86-64, "
                            + "but this is " + system + " on " + processor
                            + ". Such a machine can serve the API while workers elsewhere train.");
        }
    }
}
