package dev.holdfast.samples.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.samples.database.Rows;
import dev.holdfast.samples.database.TestDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovalTableTest {

  @ParameterizedTest
  @EnumSource
  void keepsARequestUntilItIsDecided(TestDatabase kind) {
    DataSource source = kind.fresh();
    ApprovalTable approvals = new ApprovalTable(source);

    approvals.open("i1", "ada");
    approvals.open("i2", "ben");
    approvals.close("i2", "approved", "carol");

    assertThat(rows(source)).containsExactly("i1,ada,pending,null", "i2,ben,approved,carol");
  }

  @ParameterizedTest
  @EnumSource
  void opensADecidedRequestAgain(TestDatabase kind) {
    DataSource source = kind.fresh();
    ApprovalTable approvals = new ApprovalTable(source);
    approvals.open("i1", "ada");
    approvals.close("i1", "approved", "carol");

    approvals.open("i1", "dora");

    assertThat(rows(source)).containsExactly("i1,dora,pending,null");
  }

  @ParameterizedTest
  @EnumSource
  void keepsADecisionThatNobodyMade(TestDatabase kind) {
    DataSource source = kind.fresh();
    ApprovalTable approvals = new ApprovalTable(source);
    approvals.open("i1", "ada");

    approvals.close("i1", "auto-rejected", null);

    assertThat(rows(source)).containsExactly("i1,ada,auto-rejected,null");
  }

  private static List<String> rows(DataSource source) {
    return Rows.of(
        source,
        "select instance_id, user_id, status, decided_by from sample_approval"
            + " order by instance_id");
  }
}
