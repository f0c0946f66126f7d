package dev.holdfast.samples.pipeline;

import java.util.List;

/** Keeps the loaded records. */
public interface Records {

  /**
   * Writes items, in place of older ones with the same ids; all or none.
   *
   * @param items the items; of two with one id the later counts
   */
  void put(List<NormalizedItem> items);
}
