package io.evergrant.domain.audit;

import java.util.List;

/** What was made of a written question. */
public sealed interface Reading {
  /** All of it was understood. */
  record Understood(List<Part> parts) implements Reading {
    public Understood {
      parts = List.copyOf(parts);
    }
  }

  /** Something was not: then nothing is answered. */
  record Mistaken(List<Mistake> mistakes) implements Reading {
    public Mistaken {
      mistakes = List.copyOf(mistakes);
    }
  }
}
