package dev.holdfast.benchmark.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;
import dev.holdfast.benchmark.run.PlainProcess;

/** Runs DBOS in this process: arguments are the URL of the database, its user and password. */
public final class DbosProcess {

  private DbosProcess() {}

  /**
   * Performs the workloads that it reads.
   *
   * @param arguments URL, user, password
   */
  public static void main(String[] arguments) throws Exception {
    DBOSConfig config =
        DBOSConfig.defaults("benchmark")
            .withDatabaseUrl(arguments[0])
            .withDbUser(arguments[1])
            .withDbPassword(arguments[2]);
    try (DBOS dbos = new DBOS(config)) {
      DbosWorkflowsImpl workflows = new DbosWorkflowsImpl(dbos);
      DbosWorkflows proxy = dbos.registerProxy(DbosWorkflows.class, workflows);
      workflows.callChildrenBy(proxy);
      dbos.launch();
      PlainProcess.serve(new DbosSubject(dbos, proxy));
    }
    System.exit(0);
  }
}
