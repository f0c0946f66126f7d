package dev.holdfast.samples.kitchen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads an exported journal for what must be so after any run of a script. */
final class JournalView {

  private static final List<String> OF_A_STEP =
      List.of(
          "status",
          "attempt",
          "startedAt",
          "endedAt",
          "dueAt",
          "options",
          "eventType",
          "result",
          "error",
          "taken");
  private static final List<String> OF_AN_ATTEMPT =
      List.of("attempt", "startedAt", "endedAt", "error", "retryDelayMs");
  private static final List<Pattern> VARYING =
      List.of(
          Pattern.compile("(?<=codec=chunks.{0,80}data=)\\S{36}"),
          Pattern.compile("(?<=taken=\\{)number=\\d+"),
          Pattern.compile(",\"cancelled\":\\[[^]]*](?=})"));
  private static final Pattern WINNER = Pattern.compile("\"winner\":(\\d+)");

  private final Map<?, ?> instance;
  private final List<Map<?, ?>> steps;
  private final List<Map<?, ?>> attempts;

  private JournalView(Map<String, Object> journal) {
    this.instance = (Map<?, ?>) Objects.requireNonNull(journal.get("instance"));
    this.steps = objects(journal.get("steps"));
    this.attempts = objects(journal.get("attempts"));
  }

  static JournalView of(Map<String, Object> journal) {
    return new JournalView(journal);
  }

  boolean isOver() {
    return List.of("complete", "errored", "terminated").contains(text(instance, "status"));
  }

  /** Returns how the instance has ended. */
  String end() {
    return members(instance, List.of("status", "output", "error", "rollback")).toString();
  }

  /** Returns the steps that have ended and are not cancelled, by key. */
  Map<String, String> steps() {
    Map<String, String> ended = new TreeMap<>();
    steps.stream().filter(JournalView::hasEnded).forEach(step -> ended.put(key(step), shown(step)));
    return ended;
  }

  /**
   * Shows what must be the same of a step. A race is not recorded before it is decided, so its
   * start may be a later one, and of the losers' own branches some may have been told to end that
   * had ended; the chunks of a value get an id of their own at each attempt; and an event has
   * another number when it was sent again because the server had died.
   */
  private static String shown(Map<?, ?> step) {
    Map<String, @Nullable Object> members = members(step, OF_A_STEP);
    if (text(step, "kind").equals("race")) {
      members.remove("startedAt");
    }
    String shown = members.toString();
    for (Pattern varying : VARYING) {
      shown = varying.matcher(shown).replaceFirst("");
    }
    return shown;
  }

  /** Returns the failed attempts, by step and number. */
  Map<String, String> attempts() {
    Map<String, String> failed = new TreeMap<>();
    for (Map<?, ?> step : steps) {
      for (Map<?, ?> attempt : attempts) {
        if (Objects.equals(step.get("seq"), attempt.get("step"))) {
          failed.put(
              key(step) + " attempt " + attempt.get("attempt"),
              members(attempt, OF_AN_ATTEMPT).toString());
        }
      }
    }
    return failed;
  }

  /** Returns the outcomes of races that are decided. */
  Map<String, String> races() {
    Map<String, String> decided = new TreeMap<>();
    steps.stream()
        .filter(step -> text(step, "kind").equals("race") && hasEnded(step))
        .forEach(step -> decided.put(key(step), String.valueOf(step.get("result"))));
    return decided;
  }

  /** Returns how often effects in transactions must have come, by key and attempt. */
  Map<String, Integer> committed() {
    Map<String, Integer> counts = new TreeMap<>();
    Stream.concat(
            works(StepGenerator.IN_TRANSACTION), compensations(StepGenerator.UNDONE_IN_TRANSACTION))
        .filter(step -> text(step, "status").equals("complete"))
        .forEach(step -> counts.merge(effect(step) + " " + step.get("attempt"), 1, Integer::sum));
    return counts;
  }

  /** Returns how often other effects must have come at the least, by key and attempt. */
  Map<String, Integer> attempted() {
    Map<String, Integer> counts = new TreeMap<>();
    Stream.concat(works(StepGenerator.EFFECT), compensations(StepGenerator.UNDONE))
        .filter(JournalView::hasEnded)
        .forEach(
            step -> {
              for (int attempt = 1; attempt <= number(step, "attempt"); attempt++) {
                counts.merge(effect(step) + " " + attempt, 1, Integer::sum);
              }
            });
    return counts;
  }

  /** Returns what is wrong with the journal by itself. */
  List<String> broken() {
    List<String> broken = new ArrayList<>();
    if (steps.stream().map(JournalView::key).distinct().count() != steps.size()) {
      broken.add("A step is recorded twice");
    }
    steps.stream()
        .filter(step -> text(step, "kind").equals("sleep") && hasEnded(step))
        .filter(step -> !time(step, "endedAt").equals(wakeUp(step)))
        .forEach(step -> broken.add("A sleep is not kept: " + step));
    races().forEach((race, outcome) -> broken.addAll(others(race, outcome)));
    return broken;
  }

  /** Returns the steps that only another winner of a race could have led to. */
  private List<String> others(String race, String outcome) {
    Matcher winner = WINNER.matcher(outcome);
    if (!race.startsWith("race open") || !winner.find()) {
      return List.of();
    }
    String name = race.substring("race ".length(), race.lastIndexOf('-'));
    String followers = StepGenerator.EFFECT + "-won-" + name + "-";
    return works(followers)
        .map(step -> text(step, "name"))
        .filter(step -> !step.equals(followers + winner.group(1)))
        .map(step -> "Race %s ended as %s, but %s has run".formatted(race, outcome, step))
        .toList();
  }

  private Stream<Map<?, ?>> works(String prefix) {
    return ofKind("run").filter(step -> text(step, "name").startsWith(prefix));
  }

  private Stream<Map<?, ?>> compensations(String part) {
    return ofKind("compensation").filter(step -> text(step, "name").contains(part));
  }

  private Stream<Map<?, ?>> ofKind(String kind) {
    return steps.stream().filter(step -> text(step, "kind").equals(kind));
  }

  /** Returns the key of the effect that a step of work or a compensation has. */
  private static String effect(Map<?, ?> step) {
    boolean isWork = text(step, "kind").equals("run");
    return (isWork ? "" : StepGenerator.OF_COMPENSATION) + text(step, "name");
  }

  private static boolean hasEnded(Map<?, ?> step) {
    return List.of("complete", "errored", "timedOut").contains(text(step, "status"));
  }

  private static Instant wakeUp(Map<?, ?> sleep) {
    Instant due = time(sleep, "dueAt");
    Instant started = time(sleep, "startedAt");
    return due.isAfter(started) ? due : started;
  }

  /** Returns kind, scope, name and occurrence. */
  private static String key(Map<?, ?> step) {
    String scope = text(step, "scope");
    return "%s %s%s-%s"
        .formatted(
            text(step, "kind"),
            scope.isEmpty() ? "" : scope + "/",
            text(step, "name"),
            step.get("occurrence"));
  }

  private static Map<String, @Nullable Object> members(Map<?, ?> object, List<String> names) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    names.forEach(name -> members.put(name, object.get(name)));
    return members;
  }

  private static String text(Map<?, ?> object, String name) {
    return String.valueOf(object.get(name));
  }

  private static int number(Map<?, ?> object, String name) {
    return Integer.parseInt(text(object, name));
  }

  private static Instant time(Map<?, ?> object, String name) {
    return Instant.parse(text(object, name));
  }

  @SuppressWarnings("unchecked") // the format says so
  private static List<Map<?, ?>> objects(@Nullable Object list) {
    return (List<Map<?, ?>>) Objects.requireNonNull(list);
  }
}
