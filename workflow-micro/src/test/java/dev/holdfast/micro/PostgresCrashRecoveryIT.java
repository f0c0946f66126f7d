package dev.holdfast.micro;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

class PostgresCrashRecoveryIT extends CrashRecoveryContract {

  private LocalPostgres postgres;

  @Override
  Map<String, String> database(Path folder) throws Exception {
    postgres = LocalPostgres.start(folder);
    return postgres.variables();
  }

  @AfterAll
  void stopTheDatabase() throws IOException {
    postgres.close();
  }
}
