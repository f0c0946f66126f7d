package dev.holdfast.samples.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.samples.database.Rows;
import dev.holdfast.samples.database.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTableTest {

  @ParameterizedTest
  @EnumSource
  void sendsAMailOnce(TestDatabase kind) {
    DataSource source = kind.fresh();
    MailTable mail = new MailTable(source);

    assertThat(mail.send("key-1", "ada@example.org", "Welcome!")).isTrue();
    assertThat(mail.send("key-1", "ada@example.org", "Welcome!")).isFalse();
    assertThat(mail.send("key-2", "ada@example.org", "Trial ending")).isTrue();

    assertThat(
            Rows.of(
                source,
                "select idempotency_key, recipient, subject from sample_mail"
                    + " order by idempotency_key"))
        .containsExactly("key-1,ada@example.org,Welcome!", "key-2,ada@example.org,Trial ending");
  }

  @ParameterizedTest
  @EnumSource
  void knowsWhoHasSubscribed(TestDatabase kind) {
    SubscriptionTable subscriptions = new SubscriptionTable(kind.fresh());

    assertThat(subscriptions.isActive("ada")).isTrue();
    assertThat(subscriptions.isActive("ben")).isFalse();
    assertThat(subscriptions.isActive("nobody")).isFalse();
  }
}
