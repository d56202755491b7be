package dev.tamis.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.space.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Archives that somebody has written by hand, with checksums that are right: none of them leaves anything behind. */
class HostileArchivesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SPACES = "rows/search_space.jsonl";

    private static KeptDatabase target;
    private static Map<String, String> good;
    private static Map<String, List<String>> empty;

    @BeforeAll
    static void takeAGoodOne() {
        target = KeptDatabase.empty("H2");
        empty = target.rows();
        try (KeptDatabase source = KeptDatabase.empty("H2")) {
            source.jdbc()
                    .update("insert into search_space (id, name, space, owner, created_at)"
                            + " values (random_uuid(), 'a', '{}', 'admin', current_timestamp)");
            good = unpacked(source.backup());
        }
    }

    @AfterAll
    static void close() {
        target.close();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                with("a text in place of an id", row -> row.replaceFirst("[0-9a-f]{8}-[0-9a-f-]{27}", "x")),
                with("a number in place of a text", row -> row.replace("\"admin\"", "1")),
                with("an object in place of a text", row -> row.replace("\"admin\"", "{}")),
                with("no value where there must be one", row -> row.replace("\"admin\"", "null")),
                with("a text that is too long", row -> row.replace("\"admin\"", "\"" + "x".repeat(101) + "\"")),
                with("NUL", row -> row.replace("\"admin\"", "\"\\u0000\"")),
                with("no instant", row -> row.replaceFirst("20\\d\\d-", "x")),
                with("an instant that no calendar has", row -> row.replaceFirst("20\\d\\d-", "+999999999-")),
                with("one value more", row -> row.replace("]", ",1]")),
                with("no list", row -> "{}\n"),
                with("no JSON", row -> "[[[[\n"),
                with("lists in lists", row -> "[".repeat(100_000) + "\n"),
                with("the same row twice", row -> row + row),
                with("a row of 33 MB", row -> row.replace("\"{}\"", "\"" + "x".repeat(33 << 20) + "\"")),
                Arguments.of(
                        "a network of an evaluation that is not there",
                        changed(files -> files.put(
                                "rows/final_network.jsonl", orphan(files.get("manifest.json"), "final_network")))),
                Arguments.of("a table's name that ends the statement", changed(files -> {
                    files.put("rows/x\"; drop table trial; --.jsonl", "");
                    files.put(
                            "manifest.json",
                            files.get("manifest.json").replace("\"search_space\"", "\"x\\\"; drop table trial; --\""));
                    files.remove(SPACES);
                })),
                Arguments.of(
                        "a column's name that ends the statement",
                        changed(files -> files.put(
                                "manifest.json",
                                files.get("manifest.json")
                                        .replace("\"space\":", "\"x\\\"); drop table trial; --\":")))),
                Arguments.of("a file beside those of the tables", changed(files -> files.put("../../x", "x"))));
    }

    private static Arguments with(String what, java.util.function.UnaryOperator<String> change) {
        return Arguments.of(what, changed(files -> files.put(SPACES, change.apply(files.get(SPACES)))));
    }

    private static Consumer<Map<String, String>> changed(Consumer<Map<String, String>> change) {
        return change;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void nothingOfItIsStored(String what, Consumer<Map<String, String>> change) {
        Map<String, String> files = new LinkedHashMap<>(good);
        change.accept(files);

        assertThatThrownBy(() -> target.restore(packed(files)))
                .isInstanceOf(Refusal.class)
                .satisfies(
                        refused -> assertThat(((Refusal) refused).code().name()).startsWith("BACKUP_"))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(3_000));
        assertThat(target.rows()).isEqualTo(empty);
    }

    @Test
    void whatIsBeingStoredMeanwhileIsInTheWayAndNoOutage() throws Exception {
        try (Connection other = target.jdbc().getDataSource().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().executeQuery("select only_one from quota_lock for update");

            assertThatThrownBy(() -> target.restore(packed(good)))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refused -> assertThat(refused.code().name()).isEqualTo("SERVICE_NOT_EMPTY"));
            other.rollback();
        }
        assertThat(target.rows()).isEqualTo(empty);
    }

    @Test
    void whatItWasMadeOfIsTaken() {
        try (KeptDatabase other = KeptDatabase.empty("H2")) {
            assertThat(other.restore(packed(good)).rows()).containsEntry("search_space", 1L);
        }
    }

    /** 300 MB of the same row are 300 KB. */
    @Test
    void whatIsUnpackedIsBoundedBeforeItIsStored() {
        Map<String, String> files = new LinkedHashMap<>(good);
        files.put(SPACES, "[\"" + "x".repeat(1 << 20) + "\"]\n");
        byte[] bomb = packed(files, 300);
        assertThat(bomb).hasSizeLessThan(1_000_000);
        long[] told = {0};

        assertThatThrownBy(() -> target.restore(bomb, unpacked -> {
                    told[0] = unpacked;
                    if (unpacked > 10_000_000) {
                        throw new IllegalStateException("no room");
                    }
                }))
                .hasMessage("no room");
        assertThat(told[0]).as("it is asked while it is read").isLessThan(11_000_000);
        assertThat(target.rows()).isEqualTo(empty);
    }

    @Test
    void aDirectoryOfAMillionFilesIsNotRead() {
        Map<String, String> files = new LinkedHashMap<>(good);
        for (int i = 0; i < 20_000; i++) {
            files.put("rows/" + i + "x".repeat(40), "");
        }
        assertThatThrownBy(() -> target.restore(packed(files))).hasMessageContaining("many more files");
    }

    private static String orphan(String manifest, String table) {
        StringBuilder row = new StringBuilder();
        for (JsonNode part : JSON.readTree(manifest).get("tables")) {
            if (part.get("name").asString().equals(table)) {
                part.get("columns")
                        .forEach(type -> row.append(row.isEmpty() ? "[" : ",")
                                .append(
                                        switch (type.asString()) {
                                            case "uuid" -> "\"6f1c0e1e-7d0b-4a3c-9a52-0d6a3c1b8f11\"";
                                            case "bytes" -> "\"AAAA\"";
                                            default -> "1";
                                        }));
            }
        }
        return row.append("]\n").toString();
    }

    static Map<String, String> unpacked(byte[] archive) {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return files;
    }

    static byte[] packed(Map<String, String> files) {
        return packed(files, 1);
    }

    /** With a manifest that tells of these rows. @param times how often the rows of spaces stand in their file */
    private static byte[] packed(Map<String, String> files, int times) {
        ObjectNode manifest = (ObjectNode) JSON.readTree(files.get("manifest.json"));
        for (JsonNode part : manifest.get("tables")) {
            String rows = files.get("rows/" + part.get("name").asString() + ".jsonl");
            int count = part.get("name").asString().equals("search_space") ? times : 1;
            var digest = Archive.sha256();
            for (int i = 0; i < count; i++) {
                digest.update(rows.getBytes(StandardCharsets.UTF_8));
            }
            ((ObjectNode) part)
                    .put(
                            "rows",
                            count * rows.chars().filter(each -> each == '\n').count());
            ((ObjectNode) part).put("sha256", HexFormat.of().formatHex(digest.digest()));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                byte[] content = (file.getKey().equals("manifest.json") ? manifest.toString() : file.getValue())
                        .getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < (file.getKey().equals(SPACES) ? times : 1); i++) {
                    zip.write(content);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
