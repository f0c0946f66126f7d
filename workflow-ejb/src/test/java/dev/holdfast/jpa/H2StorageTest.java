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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** Runs the contracts of storage on H2. */
class H2StorageTest {

  /** Also holds the rules of {@link StatementRules} for all that was sent to the database. */
  @AfterAll
  static void checkStatements() {
    StatementRules.check(TestDatabase.h2().dataSource.texts);
  }

  @Nested
  class Audit extends AuditTrailContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Journal extends JournalStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Blobs extends BlobStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Transactions extends StepTransactionsContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Events extends EventAcceptanceContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Queue extends InstanceQueueContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Nodes extends NodeStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Control extends InstanceControlContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Schedules extends ScheduleStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Reader extends InstanceReaderContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Closings extends ChildClosingsContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Families extends FamilyContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Log extends EventLogReaderContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Parked extends ParkedMessagesContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Statistics extends StatisticsReaderContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Jobs extends JobStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class CalledBatchJobs extends BatchCallStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Transfers extends TransferContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class MinuteCounts extends ThroughputStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Purging extends PurgeContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.h2());
    }
  }

  @Nested
  class Callers extends CallersTransactionContract {
    Callers() {
      super(TestDatabase.h2());
    }
  }

  @Nested
  class Bodies extends TransactionalBodyContract {
    Bodies() {
      super(TestDatabase.h2());
    }
  }

  @Nested
  class Notified extends OutboxContract {
    Notified() {
      super(TestDatabase.h2());
    }
  }

  @Nested
  class Notifications extends NotificationsContract {
    Notifications() {
      super(TestDatabase.h2());
    }
  }
}
