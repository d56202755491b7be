package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {

    @TempDir
    private Path home;

    @Test
    void whatAKilledProcessHasLeftGoesWhenTheNextStarts() throws IOException {
        Path left = Files.createDirectory(home.resolve("left"));
        Files.createFile(left.resolve(".lock"));
        Files.writeString(left.resolve("upload_1.tmp"), "half of a table");

        try (UploadFolder own = UploadFolder.in(home)) {
            assertThat(left).doesNotExist();
            assertThat(own.path()).isDirectory().hasParent(home);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.path())))
                    .isEqualTo("rwx------");
        }
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void theFolderOfOneThatLivesIsLeftAlone() throws IOException {
        try (UploadFolder one = UploadFolder.in(home)) {
            Path upload = Files.writeString(one.path().resolve("upload_1.tmp"), "half of a table");
            try (UploadFolder other = UploadFolder.in(home)) {
                assertThat(upload).exists();
                assertThat(other.path()).isNotEqualTo(one.path());
            }
            assertThat(upload).exists();
        }
    }
}
