package dev.tamis.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {

    @Test
    void aNearlyFullDiskTakesNothingNewAndSaysHowMuchIsMissing() {
        AtomicLong left = new AtomicLong(500_000_000);
        Disk disk = new Disk(left::get, 500_000_000);
        assertThatCode(disk::requireRoom).doesNotThrowAnyException();

        left.set(312_345_678);

        assertThatThrownBy(disk::requireRoom)
                .isInstanceOf(Disk.Full.class)
                .hasMessageContaining("has 312 MB left, and 500 MB are kept")
                .hasMessageContaining("tamis.quota.disk-reserve");
    }

    @Test
    void whatIsKnownToBeLargeMustLeaveTheReserve() {
        Disk disk = new Disk(() -> 1_200_000_000, 500_000_000);

        assertThatCode(() -> disk.requireRoom(700_000_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> disk.requireRoom(700_000_001))
                .isInstanceOf(Disk.Full.class)
                .hasMessageStartingWith(
                        "This takes 700 MB or more. The disk of the database has 1.2 GB left, and 500 MB");
    }

    @Test
    void theDiskIsThatOfTheDatabasesFileAndElsewhereNothingIsKnownOfIt(@TempDir Path folder) throws IOException {
        Quotas greedy = QuotasOfTests.of(Map.of("tamis.quota.disk-reserve", "1000000TB"));
        FileStore disk = Files.getFileStore(folder);

        assertThat(Disk.of("jdbc:h2:file:" + folder.resolve("tamis") + ";WRITE_DELAY=0", greedy)
                        .reserve())
                .as("a twentieth of it at most")
                .isEqualTo(disk.getTotalSpace() / 20);
        assertThat(Disk.of(
                                "jdbc:h2:file:" + folder.resolve("tamis"),
                                QuotasOfTests.of(Map.of("tamis.quota.disk-reserve", "1KB")))
                        .reserve())
                .isEqualTo(1024);
        assertThatCode(() -> Disk.of("jdbc:postgresql://host/tamis", greedy).requireRoom())
                .doesNotThrowAnyException();
    }

    @Test
    void anOwnerMayBeGivenOtherLimitsAndTheFirstAdminHasNoneUnlessSo() {
        Quotas quotas = QuotasOfTests.of(Map.of(
                "tamis.quota.owner.experiments", "3",
                "tamis.quota.owners.bea.experiments", "7",
                "tamis.quota.owners.bea.storage", "1GB"));

        assertThat(quotas.of("ann").experiments()).isEqualTo(3);
        assertThat(quotas.of("bea").experiments()).isEqualTo(7);
        assertThat(quotas.of("bea").storage()).isEqualTo(1L << 30);
        assertThat(quotas.of("bea").runningTrials()).isEqualTo(quotas.of("ann").runningTrials());
        assertThat(quotas.of("admin")).isEqualTo(Limits.NONE);
        assertThat(QuotasOfTests.of(Map.of("tamis.quota.owners.admin.experiments", "5"))
                        .of("admin")
                        .experiments())
                .isEqualTo(5);
    }
}
