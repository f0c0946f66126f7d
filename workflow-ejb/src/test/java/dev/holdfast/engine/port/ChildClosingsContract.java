package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.model.Change.ChildrenLeft;
import dev.holdfast.engine.model.ChildClosing;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.InstanceControl.Decision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Says how children that are to be terminated are kept until that is done. */
public abstract class ChildClosingsContract extends StorageContract {

  private static ChildClosing closing(InstanceRecord parent, String child, boolean rollback) {
    return new ChildClosing(parent.number(), new InstanceKey(WORKFLOW, child), rollback);
  }

  @Test
  void listsTheChildrenThatAParentLeavesBehind() {
    InstanceRecord parent = run("p");
    ChildClosing plain = closing(parent, "c", false);
    ChildClosing undone = closing(parent, "d", true);

    write(new ChildrenLeft(parent.lease(), List.of(plain, undone)), completion(parent));

    assertThat(storage.closings().list(10)).containsExactlyInAnyOrder(plain, undone);
    assertThat(storage.closings().list(1)).hasSize(1);
    storage.closings().remove(plain);
    storage.closings().remove(plain);
    assertThat(storage.closings().list(10)).containsExactly(undone);
  }

  @Test
  void listsTheChildrenOfAParentThatIsSteeredFromOutside() {
    InstanceRecord parent = run("p");
    ChildClosing closing = closing(parent, "c", true);

    storage
        .control()
        .change(
            parent.key(),
            (row, journal) -> Decision.delete(row).with(Optional.empty(), List.of(closing)));

    assertThat(storage.closings().list(10)).containsExactly(closing);
  }

  @Test
  void listsAChildOnceHoweverOftenItIsLeft() {
    InstanceRecord parent = run("p");
    write(new ChildrenLeft(parent.lease(), List.of(closing(parent, "c", false))));

    write(new ChildrenLeft(parent.lease(), List.of(closing(parent, "c", true))));

    assertThat(storage.closings().list(10)).containsExactly(closing(parent, "c", true));
  }

  @Test
  void leavesNobodyBehindOnceTheLeaseIsLost() {
    InstanceRecord parent = run("p");
    terminate(parent);

    assertThat(write(new ChildrenLeft(parent.lease(), List.of(closing(parent, "c", false)))))
        .containsExactly(Outcome.LEASE_LOST);

    assertThat(storage.closings().list(10)).isEmpty();
  }
}
