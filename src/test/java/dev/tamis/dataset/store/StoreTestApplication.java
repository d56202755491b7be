package dev.tamis.dataset.store;

import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.transaction.support.TransactionOperations;

/** The module alone on a database: no web, no scheduler, no trainer. */
@EnableAutoConfiguration(
        excludeName = "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration")
@ComponentScan(basePackageClasses = UploadedDatasets.class)
class StoreTestApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    OtherNode otherNode(
            DatasetRows rows, Removals removals, Room room, TransactionOperations transactions, Clock clock) {
        return new OtherNode(rows, removals, room, transactions, clock);
    }

    /** A node's memory of its own; not a bean, for there is one of those for each node. */
    record OtherNode(
            UploadedDatasets datasets,
            DatasetRows rows,
            Removals removals,
            Room room,
            TransactionOperations transactions,
            Clock clock) {

        OtherNode(DatasetRows rows, Removals removals, Room room, TransactionOperations transactions, Clock clock) {
            this(
                    new UploadedDatasets(rows, removals, room, transactions, clock),
                    rows,
                    removals,
                    room,
                    transactions,
                    clock);
        }

        OtherNode(OtherNode like) {
            this(like.rows, like.removals, like.room, like.transactions, like.clock);
        }
    }
}
