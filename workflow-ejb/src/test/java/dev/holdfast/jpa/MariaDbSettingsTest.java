package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds which settings of MariaDB and its driver the engine accepts. */
@EnabledIfSystemProperty(
    named = MariaDbServer.HOME,
    matches = ".+",
    disabledReason = "Needs MariaDB: -Pmariadb")
class MariaDbSettingsTest {

  private static final String READ_COMMITTED = "transactionIsolation=READ-COMMITTED";
  private static final int MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "'', transactionIsolation=READ-COMMITTED",
    "transactionIsolation=READ-COMMITTED&useAffectedRows=true, useAffectedRows",
    "transactionIsolation=READ-COMMITTED&useBulkStmts=true, useBulkStmts",
    "transactionIsolation=READ-COMMITTED&sessionVariables=sql_mode='', STRICT_TRANS_TABLES",
  })
  void refusesSettingsThatWouldHarmAndNamesTheCure(String parameters, String cure) {
    TestDatabase database = TestDatabase.mariaDb(parameters);

    assertThatThrownBy(() -> require(database, MIB))
        .hasMessageContaining(cure)
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.misconfigured");
  }

  @Test
  void refusesValuesThatDoNotFitIntoAStatement() {
    TestDatabase database = TestDatabase.mariaDb(READ_COMMITTED);

    assertThatCode(() -> require(database, 3 * MIB)).doesNotThrowAnyException();
    assertThatThrownBy(() -> require(database, 4 * MIB))
        .hasMessageContaining("max_allowed_packet")
        .hasMessageContaining("16777216")
        .hasMessageContaining("holdfast.limits.result-size");
  }

  @Test
  void refusesAnotherTimeZoneWithoutTheSettingThatMakesItHarmless() {
    inTimeZone(
        "America/New_York",
        () ->
            assertThatThrownBy(() -> require(TestDatabase.mariaDb(READ_COMMITTED), MIB))
                .hasMessageContaining("connectionTimeZone=UTC&preserveInstants=true"));
    inTimeZone(
        "Europe/London",
        () ->
            assertThatThrownBy(() -> require(TestDatabase.mariaDb(READ_COMMITTED), MIB))
                .hasMessageContaining("2026-07-15 04:04:05.678901"));
  }

  @Test
  void keepsTimesInAnotherTimeZoneAlsoWhereClocksGoBack() {
    inTimeZone(
        "America/New_York",
        () -> {
          TestDatabase database =
              TestDatabase.mariaDb(
                  READ_COMMITTED + "&connectionTimeZone=UTC&preserveInstants=true");
          require(database, MIB);
          JpaStorage storage = JpaStorage.on(database);
          for (String time :
              new String[] {"2026-11-01T05:30:00.123456Z", "2026-11-01T06:30:00.123456Z"}) {
            Instant at = Instant.parse(time);
            InstanceRecord instance =
                InstanceRecord.queued(
                    storage.ids().nextInstanceNumber(),
                    new InstanceKey("orders", "at-" + at.getEpochSecond()),
                    new InstanceRecord.Origin(
                        new EncodedValue("jsonb-1", "t", "{}"), at, "1", "java", ""),
                    at);
            storage
                .journal()
                .write(storage.nodes().join("north"), List.of(new InstanceCreated(instance)));

            assertThat(storage.reader().find(instance.key())).hasValue(instance);
          }
        });
  }

  private static void require(TestDatabase database, int largestValueBytes) {
    new DatabaseProof(database.transactions, database.dialect).require(largestValueBytes);
  }

  private static void inTimeZone(String zone, Runnable test) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      test.run();
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
