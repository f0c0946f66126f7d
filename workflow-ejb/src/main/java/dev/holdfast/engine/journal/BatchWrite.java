package dev.holdfast.engine.journal;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.JournalUnavailableException;
import dev.holdfast.engine.port.NodeFencedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one batch: whole if possible; if not, in halves, until what cannot be stored stands alone
 * and everything else is written. The tickets of one instance are never parted.
 */
final class BatchWrite {

  private final JournalStore store;
  private final WriteSession session;

  BatchWrite(JournalStore store, WriteSession session) {
    this.store = store;
    this.session = session;
  }

  /**
   * Settles every ticket; never throws. All is written under one incarnation, however often it is
   * tried: when the node begins anew meanwhile, the database refuses it.
   */
  void write(List<Ticket> tickets) {
    long node = session.node();
    try {
      writeGroups(node, byInstance(withoutForeign(node, tickets)));
    } catch (Throwable e) { // a checked one would be a mistake, and must not end all writing
      tickets.stream()
          .filter(ticket -> !ticket.isSettled())
          .forEach(ticket -> ticket.fail(wrap(e)));
    }
  }

  /** Fails creations for an incarnation that has ended meanwhile: nobody would ever run them. */
  private static List<Ticket> withoutForeign(long node, List<Ticket> tickets) {
    List<Ticket> own = new ArrayList<>(tickets.size());
    for (Ticket ticket : tickets) {
      @Nullable Long foreign = foreignOwner(node, ticket.changes());
      if (foreign == null) {
        own.add(ticket);
      } else {
        ticket.fail(new NodeFencedException(foreign));
      }
    }
    return own;
  }

  /** Returns another incarnation for which something is created; null when there is none. */
  private static @Nullable Long foreignOwner(long node, List<Change> changes) {
    for (Change change : changes) {
      @Nullable Long owner = ownerOfCreated(change);
      if (owner != null && owner != node) {
        return owner;
      }
    }
    return null;
  }

  private static @Nullable Long ownerOfCreated(Change change) {
    if (change instanceof Change.InstanceCreated creation) {
      return creation.record().owner();
    }
    return change instanceof Change.ChildCreated creation ? creation.record().owner() : null;
  }

  private static RuntimeException wrap(Throwable e) {
    return e instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException("The journal could not be written", e);
  }

  private static List<List<Ticket>> byInstance(List<Ticket> tickets) {
    Map<Long, List<Ticket>> groups = new LinkedHashMap<>();
    for (Ticket ticket : tickets) {
      long instance = ticket.changes().get(0).instance();
      groups.computeIfAbsent(instance, i -> new ArrayList<>()).add(ticket);
    }
    return List.copyOf(groups.values());
  }

  private void writeGroups(long node, List<List<Ticket>> groups) {
    if (groups.isEmpty()) {
      return;
    }
    List<Ticket> tickets = groups.stream().flatMap(Collection::stream).toList();
    try {
      settle(tickets, writeWhileInReach(node, tickets));
    } catch (NodeFencedException | JournalUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      if (groups.size() == 1) {
        tickets.forEach(ticket -> ticket.fail(e));
      } else {
        int half = groups.size() / 2;
        writeGroups(node, groups.subList(0, half));
        writeGroups(node, groups.subList(half, groups.size()));
      }
    }
  }

  private List<Outcome> writeWhileInReach(long node, List<Ticket> tickets) {
    List<Change> changes = tickets.stream().flatMap(t -> t.changes().stream()).toList();
    return new Reach(session).of(() -> store.write(node, changes));
  }

  private static void settle(List<Ticket> tickets, List<Outcome> outcomes) {
    int next = 0;
    for (Ticket ticket : tickets) {
      int end = next + ticket.changes().size();
      ticket.settle(outcomes.subList(next, end));
      next = end;
    }
  }
}
