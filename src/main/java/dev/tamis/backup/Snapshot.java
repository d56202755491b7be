package dev.tamis.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** One moment of the database, read row by row. */
final class Snapshot implements AutoCloseable {

    /** H2's own number for it, beside those of JDBC. */
    private static final int H2_SNAPSHOT = 6;

    /** Of PostgreSQL, which sends so many at once: the largest, the losses of a long epoch, have half a megabyte. */
    private static final int ROWS_AT_A_TIME = 50;

    private final Connection connection;
    private final boolean h2;

    private Snapshot(Connection connection) throws SQLException {
        this.connection = connection;
        this.h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
    }

    static Snapshot of(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        try {
            Snapshot snapshot = new Snapshot(connection);
            snapshot.begin();
            return snapshot;
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private void begin() throws SQLException {
        if (h2) {
            execute("set lazy_query_execution true");
            connection.setTransactionIsolation(H2_SNAPSHOT);
        } else {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
        }
        connection.setAutoCommit(false);
        execute("select 1"); // the first statement of a transaction makes the snapshot
    }

    List<Table> tables(Set<String> except) throws SQLException {
        return Tables.of(connection, except);
    }

    /** Closing it ends its statement. */
    ResultSet rows(Table table) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(table.select());
        statement.closeOnCompletion();
        statement.setFetchSize(ROWS_AT_A_TIME);
        return statement.executeQuery();
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** The pool undoes all that it knows of. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
            if (h2) {
                execute("set lazy_query_execution false");
            }
        }
    }
}
