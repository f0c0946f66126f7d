package dev.holdfast.jpa;

import dev.holdfast.engine.TransferContract;
import dev.holdfast.engine.port.AuditTrailContract;
import dev.holdfast.engine.port.BatchCallStoreContract;
import dev.holdfast.engine.port.BlobStoreContract;
import dev.holdfast.engine.port.ChildClosingsContract;
import dev.holdfast.engine.port.EventAcceptanceContract;
import dev.holdfast.engine.port.EventLogReaderContract;
import dev.holdfast.engine.port.FamilyContract;
import dev.holdfast.engine.port.InstanceControlContract;
import dev.holdfast.engine.port.InstanceQueueContract;
import dev.holdfast.engine.port.InstanceReaderContract;
import dev.holdfast.engine.port.JobStoreContract;
import dev.holdfast.engine.port.JournalStoreContract;
import dev.holdfast.engine.port.NodeStoreContract;
import dev.holdfast.engine.port.ParkedMessagesContract;
import dev.holdfast.engine.port.PurgeContract;
import dev.holdfast.engine.port.ScheduleStoreContract;
import dev.holdfast.engine.port.StatisticsReaderContract;
import dev.holdfast.engine.port.StepTransactionsContract;
import dev.holdfast.engine.port.Storage;
import dev.holdfast.engine.port.ThroughputStoreContract;
import org.junit.jupiter.api.Nested;

/** Runs the contracts of storage on PostgreSQL. */
class PostgresStorageTest {

  @Nested
  class Audit extends AuditTrailContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Journal extends JournalStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Blobs extends BlobStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Transactions extends StepTransactionsContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Events extends EventAcceptanceContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Queue extends InstanceQueueContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Nodes extends NodeStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Control extends InstanceControlContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Schedules extends ScheduleStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Reader extends InstanceReaderContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Closings extends ChildClosingsContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Families extends FamilyContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Log extends EventLogReaderContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Parked extends ParkedMessagesContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Statistics extends StatisticsReaderContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Jobs extends JobStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class CalledBatchJobs extends BatchCallStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Transfers extends TransferContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class MinuteCounts extends ThroughputStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Purging extends PurgeContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Callers extends CallersTransactionContract {
    Callers() {
      super(TestDatabase.postgres());
    }
  }

  @Nested
  class Bodies extends TransactionalBodyContract {
    Bodies() {
      super(TestDatabase.postgres());
    }
  }

  @Nested
  class Notified extends OutboxContract {
    Notified() {
      super(TestDatabase.postgres());
    }
  }

  @Nested
  class Notifications extends NotificationsContract {
    Notifications() {
      super(TestDatabase.postgres());
    }
  }
}
