package dev.holdfast.jpa;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.EncryptionKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts encryption of stored values in force at start. The database remembers the ids of all keys
 * that it was ever used with, each with something that only that key can read: a server that lacks
 * one of them, or has another one under its name, does not start.
 */
public final class Encryption {

  private static final byte[] PROVED = "holdfast".getBytes(StandardCharsets.UTF_8);

  private final PersistenceTransactions transactions;
  private final SecureRandom random;

  /**
   * Makes the encryption.
   *
   * @param transactions the server's transactions
   * @param random makes what must not be used twice
   */
  public Encryption(PersistenceTransactions transactions, SecureRandom random) {
    this.transactions = new TranslatingTransactions(transactions);
    this.random = random;
  }

  /**
   * Puts keys in force.
   *
   * @param keys the first encrypts, all decrypt; none to store values as they are
   * @throws WorkflowException {@code encryption.key_missing}, {@code encryption.failed}
   */
  public void use(List<EncryptionKey> keys) {
    ValueCipher cipher = new ValueCipher(keys, random);
    Map<String, String> known = known();
    known.forEach((id, proof) -> cipher.decrypt(id, Base64.getDecoder().decode(proof), PROVED));
    for (EncryptionKey key : keys) {
      if (!known.containsKey(key.id())) {
        remember(key);
      }
    }
    ValueCipher.use(cipher);
  }

  private Map<String, String> known() {
    return transactions.inNew(
        entities -> {
          Map<String, String> proofs = new LinkedHashMap<>();
          new Sql(entities)
              .query(
                  "select id, proof from workflow_encryption_key order by id",
                  row -> proofs.put(row.getString("id"), row.getString("proof")));
          return proofs;
        });
  }

  /** Another server may do so at the same time; then its proof must be right for this key too. */
  private void remember(EncryptionKey key) {
    ValueCipher alone = new ValueCipher(List.of(key), random);
    String proof = Base64.getEncoder().encodeToString(alone.encrypt(PROVED, PROVED));
    try {
      transactions.inNew(
          entities ->
              new Sql(entities)
                  .update(
                      "insert into workflow_encryption_key (id, proof) values (?, ?)",
                      key.id(),
                      proof));
    } catch (RuntimeException e) {
      if (!DatabaseErrors.isDuplicate(e)) {
        throw e;
      }
      String other = known().getOrDefault(key.id(), "");
      alone.decrypt(key.id(), Base64.getDecoder().decode(other), PROVED);
    }
  }
}
