package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EncryptionKey;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.JobKind;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.port.Archiving;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final EncryptionKey OLD = key("old", 1);
  private static final EncryptionKey NEW = key("new", 2);
  private static final EncodedValue SECRET =
      new EncodedValue("json", "tree", "{\"card\":\"4111 1111\",\"ü\":1}");

  static Stream<TestDatabase> databases() {
    return Stream.of(TestDatabase.h2(), TestDatabase.postgres());
  }

  @AfterEach
  void storeAsIs() {
    ValueCipher.use(ValueCipher.NONE);
    for (TestDatabase database : List.of(TestDatabase.h2(), TestDatabase.postgres())) {
      update(database, "delete from workflow_encryption_key");
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void storesNothingReadableAndReadsItAll(TestDatabase database) {
    JpaStorage storage = JpaStorage.on(database);
    encryption(database).use(List.of(OLD));

    InstanceRecord instance = create(storage, "a");

    assertThat(find(storage, "a").origin().params()).isEqualTo(SECRET);
    assertThat(column(database, instance, "params_codec")).isEqualTo("aes:old:json");
    assertThat(column(database, instance, "params")).doesNotContain("4111").doesNotContain("card");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void encryptsEqualValuesDifferently(TestDatabase database) {
    JpaStorage storage = JpaStorage.on(database);
    encryption(database).use(List.of(OLD));

    InstanceRecord one = create(storage, "a");
    InstanceRecord other = create(storage, "b");

    assertThat(column(database, one, "params")).isNotEqualTo(column(database, other, "params"));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void readsWhatOlderKeysAndNoKeyHaveWritten(TestDatabase database) {
    JpaStorage storage = JpaStorage.on(database);
    create(storage, "plain");
    encryption(database).use(List.of(OLD));
    create(storage, "old");

    encryption(database).use(List.of(NEW, OLD));
    InstanceRecord latest = create(storage, "new");

    for (String id : List.of("plain", "old", "new")) {
      assertThat(find(storage, id).origin().params()).as(id).isEqualTo(SECRET);
    }
    assertThat(column(database, latest, "params_codec")).isEqualTo("aes:new:json");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void encryptsTheChunksOfLargeResults(TestDatabase database) {
    JpaStorage storage = JpaStorage.on(database);
    encryption(database).use(List.of(OLD));
    long node = storage.nodes().join("north");
    InstanceRecord instance = instance(storage, "a").runningOn(node);
    storage.journal().write(node, List.of(new Change.InstanceCreated(instance)));
    BlobKey blob = new BlobKey(instance.number(), 1, "blob");
    byte[] data = "4111 1111".getBytes(StandardCharsets.UTF_8);

    storage.blobs().append(new Lease(instance.number(), 1, node), blob, 0, data);

    assertThat(storage.blobs().find(blob, 0)).hasValue(data);
    assertThat(bytes(database, "workflow_blob")).doesNotContain("4111");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void encryptsUploadsAndOutputsOfJobs(TestDatabase database) {
    JpaStorage storage = JpaStorage.on(database);
    encryption(database).use(List.of(OLD));
    long node = storage.nodes().join("north");
    storage.jobs().create(JobRecord.queued("a", JobKind.EXPORT, "order", Map.of(), "ann", START));
    storage.jobs().claim(node, List.of("order"), START);
    byte[] data = "4111 1111".getBytes(StandardCharsets.UTF_8);

    storage.jobUploads().append("a", 0, data);
    storage.jobOutputs().write("a", node, 0, data);

    assertThat(storage.jobUploads().find("a", 0)).hasValue(data);
    assertThat(storage.jobOutputs().find("a", 0)).hasValue(data);
    for (String table : List.of("workflow_job_upload", "workflow_job_output")) {
      assertThat(bytes(database, table)).as(table).doesNotContain("4111");
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void encryptsTheArchive(TestDatabase database) {
    JpaStorage storage = JpaStorage.on(database);
    encryption(database).use(List.of(OLD));
    InstanceRecord instance = create(storage, "a");
    update(database, "update workflow_instance set status = 'complete'");

    storage
        .purge()
        .purge(
            List.of(instance.number()),
            new Archiving(
                Archiving.Place.TABLE, it -> it.instance().origin().params().data(), lines -> {}));

    assertThat(storage.archived()).singleElement().asString().doesNotContain("4111");
    assertThat(storage.archive().find(instance.number())).hasValue(SECRET.data());
  }

  @ParameterizedTest
  @MethodSource("databases")
  void refusesToStartWithoutAKeyThatWasInUse(TestDatabase database) {
    JpaStorage storage = JpaStorage.on(database);
    encryption(database).use(List.of(OLD));
    create(storage, "a");

    assertRefused(database, List.of(), "encryption.key_missing");
    assertRefused(database, List.of(NEW), "encryption.key_missing");
    assertRefused(database, List.of(key("old", 3)), "encryption.failed");

    encryption(database).use(List.of(OLD));
    assertThat(find(storage, "a").origin().params()).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void noticesWhatWasChangedInTheDatabase(TestDatabase database) {
    JpaStorage storage = JpaStorage.on(database);
    encryption(database).use(List.of(OLD));
    create(storage, "a");

    update(database, "update workflow_instance set params_type = 'text' where id = 'a'");

    assertThatThrownBy(() -> find(storage, "a"))
        .hasStackTraceContaining("cannot be decrypted with key 'old'");
  }

  @Test
  void readsKeysAsSettingsHaveThem() {
    assertThat(EncryptionKey.parse("new:" + NEW.base64() + ", old:" + OLD.base64()))
        .containsExactly(NEW, OLD);
    assertThat(
            EncryptionKey.parse("# first\nnew:" + NEW.base64() + "\n\nold:" + OLD.base64() + "\n"))
        .containsExactly(NEW, OLD);
    assertThat(NEW).hasToString("EncryptionKey[new]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nocolon", "a b:AAAA", "k:!!!", "k:AAAA", ":AAAAAAAAAAAAAAAAAAAAAA=="})
  void refusesWhatIsNoKeyWithoutTellingIt(String text) {
    assertThatThrownBy(() -> EncryptionKey.parse(text))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageNotContaining("AAAA");
  }

  private static void assertRefused(TestDatabase database, List<EncryptionKey> keys, String code) {
    assertThatThrownBy(() -> encryption(database).use(keys))
        .hasMessageContaining("'old'")
        .isInstanceOfSatisfying(WorkflowException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static Encryption encryption(TestDatabase database) {
    return new Encryption(database.transactions, new SecureRandom());
  }

  private static InstanceRecord create(JpaStorage storage, String id) {
    InstanceRecord instance = instance(storage, id);
    storage
        .journal()
        .write(storage.nodes().join("north"), List.of(new Change.InstanceCreated(instance)));
    return instance;
  }

  private static InstanceRecord instance(JpaStorage storage, String id) {
    return InstanceRecord.queued(
        storage.ids().nextInstanceNumber(),
        new InstanceKey("order", id),
        new InstanceRecord.Origin(SECRET, START, "v1", "api", "ann"),
        START);
  }

  private static InstanceRecord find(JpaStorage storage, String id) {
    Optional<InstanceRecord> found = storage.reader().find(new InstanceKey("order", id));
    return found.orElseThrow();
  }

  private static String column(TestDatabase database, InstanceRecord instance, String column) {
    return database.transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    "select " + column + " from workflow_instance where number = ?",
                    row -> row.getString(column),
                    instance.number())
                .get(0));
  }

  private static String bytes(TestDatabase database, String table) {
    return database.transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    "select data from " + table,
                    row -> new String(row.getBytes("data"), StandardCharsets.ISO_8859_1))
                .get(0));
  }

  private static void update(TestDatabase database, String sql) {
    database.transactions.inNew(entities -> new Sql(entities).update(sql));
  }

  private static EncryptionKey key(String id, int first) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) first;
    return new EncryptionKey(id, Base64.getEncoder().encodeToString(bytes));
  }
}
