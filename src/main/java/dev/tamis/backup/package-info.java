/**
 * The whole service in one file, and back: to keep, and to move between H2 and PostgreSQL.
 *
 * <pre>
 * archive (zip)   rows/experiment.jsonl    a line for each row: [value of the first column, of the second ...]
 *                 rows/trial.jsonl
 *                 ...
 *                 manifest.json            format, schema and service version, moment; of each table its columns, their types, how many
 *                                          rows there are and the SHA-256 of its file
 * </pre>
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Tables and columns are read from the database itself, in the order of their foreign keys: a table that a later version adds is
 *       in its archives without a line of code, and no name of another module's table stands here. What a module has to say of its
 *       tables (which are about nodes and not about data, which are never empty, what follows a restore) it says by {@link
 *       dev.tamis.backup.TableRules}.
 *   <li>An archive is one moment of the database: one transaction reads it all, REPEATABLE READ in PostgreSQL, SNAPSHOT in H2, whose
 *       REPEATABLE READ lets rows appear that came later. Nobody waits for it, and it waits for nobody.
 *   <li>It is made piece by piece while the client takes it, as exports are, with a row or a few in memory: both databases
 *       hand rows out as they are read (a cursor in PostgreSQL, lazy execution in H2, which would put the whole table into memory
 *       otherwise). It holds one connection of the pool, so each node makes one at a time, and a client that stops
 *       taking is cut off. Rejected: a file first, which can be answered with its size, and is a second copy on the disk that the
 *       database fills, when a full disk is a reason to move; pages by key, three statements for each page of a key of three columns.
 *   <li>Types are few and named in the archive: what each database calls them is the business of {@code ColumnType}. A double is
 *       written as the shortest decimal that reads back as the same, and as a text where it is no number; instants to the
 *       microsecond, which both keep (H2 alone makes 0 of a negative zero, however it is stored); bytes as Base64; every character beyond ASCII escaped, also halves of characters.
 *       Rejected: CSV, which has no null beside the empty text; the databases' own dumps, which no other database reads.
 *   <li>A restore first reads the whole archive against its manifest, then writes all of it in one transaction. The manifest comes
 *       last, for it says what was written; a zip's directory comes after it, so that an archive that breaks off is no archive.
 *   <li>An archive is what its sender has made of it, admin or not: what is unpacked is counted against the disk while it is read, a row
 *       has 32 MB at most, tables and columns are the database's own and those of the manifest only compared with them, each value is
 *       read as its column's type, and the database's own constraints hold. What is refused has stored nothing. Rejected: a bound by how
 *       well it is packed, for a table of zeros is packed a thousand times, too.
 *   <li>Whether a value of the right type means anything (a state that there is not, JSON that no plan is) is the business of the module
 *       whose table it is, which reads it as it will read it later: {@link dev.tamis.backup.ColumnRules}, a decision for each column of
 *       each table, which a test asks for. Rejected: only where texts are names of constants, for a plan that cannot be read is no
 *       better; check constraints in the database, which know no JSON and would have to be migrated with each new state.
 *   <li>Names of people in an archive are such as tokens are made for ({@link dev.tamis.people.Names}), wherever a column has one
 *       ({@code ColumnRules.person}): nobody could have been called otherwise, and pages need not ask what else a name may be.
 *   <li>Names, labels and notes are such as the API takes, but that names of experiments and labels of tokens may turn the direction of
 *       writing: services of before let people give such, and what this service has made must come back. Rejected: to refuse them, for
 *       one such name would cost all that an archive has.
 *   <li>Rows that others lock must be there, or nobody would wait for anybody. Rejected: to make them where they are missing, which no
 *       archive of a service is.
 *   <li>Datasets are read once, a piece in memory at a time: of another checksum, size or class their trials would fail, each anew.
 *   <li>The schema version must be the same. Whoever has an older archive restores it with the version that made it, and starts the newer one on
 *       that database: Flyway migrates it with all that has been tested for that. Rejected: migrating the rows of an
 *       archive, a second way of migrating, of which each migration would need to know.
 *   <li>A service is empty where no table has a row, but for those that never are, and tasks: those of experiments that are gone wait for
 *       a worker that there may never be. Not empty is refused: archives are not mixed, and nothing
 *       that is there is ever deleted.
 *   <li>Trials that were in training when the archive was made are in it as they were: their claims are void after the restore
 *       and they start again, as if their worker had been shut down. So results are what they would have been.
 * </ul>
 */
package dev.tamis.backup;
