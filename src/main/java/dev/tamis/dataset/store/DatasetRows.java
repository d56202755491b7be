package dev.tamis.dataset.store;

import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetInfo.ClassRows;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.dataset.Scaling;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The tables {@code dataset} and {@code dataset_chunk}. Every call joins the caller's transaction. */
@Component
class DatasetRows {

    private static final String SELECT = "select name, label, scaling, features, class_names,"
            + " class_training_rows, class_test_rows, sha256, created_at from dataset ";

    private final JdbcTemplate jdbc;

    DatasetRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<DatasetInfo> all() {
        return jdbc.query(SELECT + "order by name", (found, number) -> row(found));
    }

    Optional<DatasetInfo> find(String name) {
        return jdbc.query(SELECT + "where name = ?", (found, number) -> row(found), name).stream()
                .findFirst();
    }

    /** Keeps others from removing the dataset, or from counting on it, until the transaction ends. */
    Optional<UUID> lock(String name) {
        return jdbc.queryForList("select id from dataset where name = ? for update", UUID.class, name).stream()
                .findFirst();
    }

    /** As {@link #lock}, by content. @return how many test rows it has */
    OptionalInt hold(String name, String sha256) {
        return jdbc
                .queryForList(
                        "select test_rows from dataset where name = ? and sha256 = ? for update",
                        Integer.class,
                        name,
                        sha256)
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    Optional<DatasetInfo> findByKey(String idempotencyKey) {
        return jdbc.query(SELECT + "where idempotency_key = ?", (found, number) -> row(found), idempotencyKey).stream()
                .findFirst();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the name is taken, or the key was used */
    void insert(UUID id, DatasetInfo info, String idempotencyKey) {
        DatasetOrigin.Uploaded origin = (DatasetOrigin.Uploaded) info.origin();
        jdbc.update(connection -> {
            PreparedStatement insert =
                    connection.prepareStatement("insert into dataset (id, name, label, scaling, features, class_names,"
                            + " class_training_rows, class_test_rows, sha256, created_at, test_rows,"
                            + " idempotency_key) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            insert.setObject(1, id);
            insert.setString(2, info.name());
            insert.setString(3, origin.label());
            insert.setString(4, origin.scaling().name());
            insert.setInt(5, info.features());
            insert.setArray(6, array(connection, "varchar", info, ClassRows::name));
            insert.setArray(7, array(connection, "integer", info, ClassRows::trainingRows));
            insert.setArray(8, array(connection, "integer", info, ClassRows::testRows));
            insert.setString(9, origin.sha256());
            insert.setObject(10, origin.createdAt().atOffset(ZoneOffset.UTC));
            insert.setInt(11, info.testRows());
            insert.setString(12, idempotencyKey);
            return insert;
        });
    }

    void setSha256(UUID id, String sha256) {
        jdbc.update("update dataset set sha256 = ? where id = ?", sha256, id);
    }

    void insertChunk(UUID id, int number, byte[] content) {
        jdbc.update("insert into dataset_chunk (dataset_id, number, content) values (?, ?, ?)", id, number, content);
    }

    /** A chunk by the content that it is part of: one who keeps asking never gets chunks of another that took the name. */
    Optional<byte[]> chunk(String name, String sha256, int number) {
        return jdbc
                .queryForList(
                        "select c.content from dataset_chunk c join dataset d on d.id = c.dataset_id"
                                + " where d.name = ? and d.sha256 = ? and c.number = ?",
                        byte[].class,
                        name,
                        sha256,
                        number)
                .stream()
                .findFirst();
    }

    /** How many chunks a dataset has, without looking into them. */
    int chunks(String name) {
        Integer last = jdbc.queryForObject(
                "select max(c.number) from dataset_chunk c join dataset d on d.id = c.dataset_id where d.name = ?",
                Integer.class,
                name);
        return last == null ? 0 : last + 1;
    }

    /** Its chunks stay, out of anybody's reach. */
    void delete(UUID id) {
        jdbc.update("delete from dataset where id = ?", id);
    }

    private static <T> Array array(Connection connection, String type, DatasetInfo info, Function<ClassRows, T> of)
            throws SQLException {
        return connection.createArrayOf(type, info.perClass().stream().map(of).toArray());
    }

    private static DatasetInfo row(ResultSet found) throws SQLException {
        Object[] names = elements(found, "class_names");
        Object[] trainingRows = elements(found, "class_training_rows");
        Object[] testRows = elements(found, "class_test_rows");
        List<ClassRows> perClass = new ArrayList<>();
        for (int label = 0; label < names.length; label++) {
            perClass.add(
                    new ClassRows((String) names[label], (Integer) trainingRows[label], (Integer) testRows[label]));
        }
        DatasetOrigin origin = new DatasetOrigin.Uploaded(
                found.getString("label"),
                Scaling.valueOf(found.getString("scaling")),
                found.getObject("created_at", OffsetDateTime.class).toInstant(),
                found.getString("sha256"));
        return new DatasetInfo(found.getString("name"), found.getInt("features"), perClass, origin);
    }

    private static Object[] elements(ResultSet found, String column) throws SQLException {
        return (Object[]) found.getArray(column).getArray();
    }
}
