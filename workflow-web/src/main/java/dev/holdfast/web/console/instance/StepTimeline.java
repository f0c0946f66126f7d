package dev.holdfast.web.console.instance;

import dev.holdfast.web.console.instance.StepRow.AttemptRow;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.primefaces.model.timeline.TimelineEvent;
import org.primefaces.model.timeline.TimelineGroup;
import org.primefaces.model.timeline.TimelineModel;

/**
 * Draws the steps of an instance as a waterfall: a line for each, with a bar for each failed
 * attempt and one for what came of the step, or is still going on.
 *
 * @param zone the viewer's time zone
 * @param now where bars of steps end that have not ended
 */
record StepTimeline(ZoneId zone, Instant now) {

  /** More lines than these are not readable, and slow. */
  static final int MOST_STEPS = 100;

  /**
   * Draws steps.
   *
   * @param steps the steps, in order of start; of many only the last ones are drawn
   */
  TimelineModel<String, String> draw(List<StepRow> steps) {
    TimelineModel<String, String> model = new TimelineModel<>();
    steps.subList(Math.max(0, steps.size() - MOST_STEPS), steps.size()).stream()
        .filter(step -> step.startedAt() != null)
        .forEach(step -> add(model, step));
    return model;
  }

  private void add(TimelineModel<String, String> model, StepRow step) {
    String line = "step" + step.seq();
    model.addGroup(new TimelineGroup<>(line, escaped(step.shown())));
    @Nullable Instant begin = step.startedAt();
    for (AttemptRow failure : step.failures()) {
      model.add(bar(line, "failed", failure.startedAt(), failure.endedAt()));
      begin = failure.endedAt();
    }
    boolean failedAtLast =
        step.endedAt() != null && step.error() != null && !step.failures().isEmpty();
    if (begin != null && !failedAtLast) {
      Instant end = step.endedAt() == null ? now : step.endedAt();
      model.add(bar(line, step.status().wireName(), begin, end));
    }
  }

  private TimelineEvent<String> bar(String line, String look, Instant begin, Instant end) {
    return TimelineEvent.<String>builder()
        .data("")
        .group(line)
        .styleClass("bar bar-" + look)
        .startDate(LocalDateTime.ofInstant(begin, zone))
        .endDate(LocalDateTime.ofInstant(end.isBefore(begin) ? begin : end, zone))
        .editable(false)
        .build();
  }

  /** The widget takes labels for HTML. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
