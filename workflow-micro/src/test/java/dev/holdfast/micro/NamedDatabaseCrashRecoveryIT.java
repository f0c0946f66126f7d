package dev.holdfast.micro;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Runs on any empty database: {@code -Dholdfast.test.db.url=}, {@code .user=} and {@code
 * .password=}. Its driver must be in the folder {@code drivers} of what is launched.
 */
@EnabledIfSystemProperty(
    named = NamedDatabaseCrashRecoveryIT.URL,
    matches = ".+",
    disabledReason = "Needs a database that somebody names")
class NamedDatabaseCrashRecoveryIT extends CrashRecoveryContract {

  static final String URL = "holdfast.test.db.url";

  @Override
  Map<String, String> database(Path folder) {
    return Map.of(
        "HOLDFAST_DB_URL", System.getProperty(URL),
        "HOLDFAST_DB_USER", System.getProperty("holdfast.test.db.user", ""),
        "HOLDFAST_DB_PASSWORD", System.getProperty("holdfast.test.db.password", ""));
  }
}
