package dev.tamis.dataset.store;

import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetInfo.ClassRows;
import dev.tamis.dataset.DatasetName;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.dataset.Scaling;
import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;
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

    private static final String SELECT = "select owner, visibility, name, label, scaling, features, class_names,"
            + " class_training_rows, class_test_rows, sha256, created_at from dataset ";

    /** Parameters: whether all of them, and who. */
    private static final String SEEN = "(cast(? as boolean) or owner = ? or visibility = 'SHARED')";

    private final JdbcTemplate jdbc;

    DatasetRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that somebody sees, by name. */
    List<ListedDataset> all(Subject by) {
        return jdbc.query(
                SELECT + "where " + SEEN + " order by name, owner",
                (found, number) -> listed(found),
                by.isAdmin(),
                by.name());
    }

    /** Empty if there is none that they see: in one query, whether there is one or not. */
    Optional<ListedDataset> find(Subject by, DatasetName name) {
        return jdbc
                .query(
                        SELECT + "where owner = ? and name = ? and " + SEEN,
                        (found, number) -> listed(found),
                        name.owner(),
                        name.name(),
                        by.isAdmin(),
                        by.name())
                .stream()
                .findFirst();
    }

    /** Whosever it is. */
    Optional<DatasetInfo> find(DatasetName name) {
        return jdbc
                .query(
                        SELECT + "where owner = ? and name = ?",
                        (found, number) -> listed(found).info(),
                        name.owner(),
                        name.name())
                .stream()
                .findFirst();
    }

    /**
     * Keeps others from removing the dataset, or from counting on it, until the transaction ends.
     *
     * @return empty if there is none that they see
     * @throws dev.tamis.people.NotAllowed if they may not change it
     */
    Optional<UUID> lockForChange(Subject by, DatasetName name) {
        Optional<UUID> id = jdbc
                .queryForList(
                        "select id from dataset where owner = ? and name = ? and " + SEEN + " for update",
                        UUID.class,
                        name.owner(),
                        name.name(),
                        by.isAdmin(),
                        by.name())
                .stream()
                .findFirst();
        id.flatMap(there -> find(by, name)).ifPresent(by::requireChange);
        return id;
    }

    void show(UUID id, Visibility visibility) {
        jdbc.update("update dataset set visibility = ? where id = ?", visibility.name(), id);
    }

    /** Keeps others from removing the dataset until the transaction ends, whosever it is; by content. @return how many test rows it has */
    OptionalInt hold(DatasetName name, String sha256) {
        return jdbc
                .queryForList(
                        "select test_rows from dataset where owner = ? and name = ? and sha256 = ? for update",
                        Integer.class,
                        name.owner(),
                        name.name(),
                        sha256)
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    Optional<ListedDataset> findByKey(String owner, String idempotencyKey) {
        return jdbc
                .query(
                        SELECT + "where owner = ? and idempotency_key = ?",
                        (found, number) -> listed(found),
                        owner,
                        idempotencyKey)
                .stream()
                .findFirst();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the name is taken, or the key was used */
    void insert(UUID id, DatasetInfo info, Visibility visibility, String idempotencyKey) {
        DatasetOrigin.Uploaded origin = (DatasetOrigin.Uploaded) info.origin();
        jdbc.update(connection -> {
            PreparedStatement insert =
                    connection.prepareStatement("insert into dataset (id, name, label, scaling, features, class_names,"
                            + " class_training_rows, class_test_rows, sha256, created_at, test_rows,"
                            + " idempotency_key, owner, visibility) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
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
            insert.setString(13, origin.owner());
            insert.setString(14, visibility.name());
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
    Optional<byte[]> chunk(DatasetName name, String sha256, int number) {
        return jdbc
                .queryForList(
                        "select c.content from dataset_chunk c join dataset d on d.id = c.dataset_id"
                                + " where d.owner = ? and d.name = ? and d.sha256 = ? and c.number = ?",
                        byte[].class,
                        name.owner(),
                        name.name(),
                        sha256,
                        number)
                .stream()
                .findFirst();
    }

    /** Of all that there are. */
    List<DatasetInfo> infos() {
        return jdbc.query(SELECT, (found, number) -> listed(found).info());
    }

    /** How many bytes its rows take. */
    long bytes(DatasetName name) {
        return jdbc.queryForObject(
                "select coalesce(sum(octet_length(c.content)), 0) from dataset_chunk c join dataset d on d.id = c.dataset_id"
                        + " where d.owner = ? and d.name = ?",
                Long.class,
                name.owner(),
                name.name());
    }

    /** How many chunks a dataset has, without looking into them. */
    int chunks(DatasetName name) {
        Integer last = jdbc.queryForObject(
                "select max(c.number) from dataset_chunk c join dataset d on d.id = c.dataset_id"
                        + " where d.owner = ? and d.name = ?",
                Integer.class,
                name.owner(),
                name.name());
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

    private static ListedDataset listed(ResultSet found) throws SQLException {
        Object[] names = elements(found, "class_names");
        Object[] trainingRows = elements(found, "class_training_rows");
        Object[] testRows = elements(found, "class_test_rows");
        List<ClassRows> perClass = new ArrayList<>();
        for (int label = 0; label < names.length; label++) {
            perClass.add(
                    new ClassRows((String) names[label], (Integer) trainingRows[label], (Integer) testRows[label]));
        }
        DatasetOrigin origin = new DatasetOrigin.Uploaded(
                found.getString("owner"),
                found.getString("label"),
                Scaling.valueOf(found.getString("scaling")),
                found.getObject("created_at", OffsetDateTime.class).toInstant(),
                found.getString("sha256"));
        return new ListedDataset(
                new DatasetInfo(found.getString("name"), found.getInt("features"), perClass, origin),
                Visibility.valueOf(found.getString("visibility")));
    }

    private static Object[] elements(ResultSet found, String column) throws SQLException {
        return (Object[]) found.getArray(column).getArray();
    }
}
