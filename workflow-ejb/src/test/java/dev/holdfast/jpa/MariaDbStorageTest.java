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
import dev.holdfast.engine.port.PurgeContract;
import dev.holdfast.engine.port.ScheduleStoreContract;
import dev.holdfast.engine.port.StatisticsReaderContract;
import dev.holdfast.engine.port.StepTransactionsContract;
import dev.holdfast.engine.port.Storage;
import dev.holdfast.engine.port.ThroughputStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs the contracts of storage on MariaDB. */
@EnabledIfSystemProperty(
    named = MariaDbServer.HOME,
    matches = ".+",
    disabledReason = "Needs MariaDB: -Pmariadb")
class MariaDbStorageTest {

  @Nested
  class Audit extends AuditTrailContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Journal extends JournalStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Blobs extends BlobStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Transactions extends StepTransactionsContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Events extends EventAcceptanceContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Queue extends InstanceQueueContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Nodes extends NodeStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Control extends InstanceControlContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Schedules extends ScheduleStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Reader extends InstanceReaderContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Closings extends ChildClosingsContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Families extends FamilyContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Log extends EventLogReaderContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Statistics extends StatisticsReaderContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Jobs extends JobStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class CalledBatchJobs extends BatchCallStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Transfers extends TransferContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class MinuteCounts extends ThroughputStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Purging extends PurgeContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Callers extends CallersTransactionContract {
    Callers() {
      super(TestDatabase.mariaDb());
    }
  }

  @Nested
  class Bodies extends TransactionalBodyContract {
    Bodies() {
      super(TestDatabase.mariaDb());
    }
  }
}
