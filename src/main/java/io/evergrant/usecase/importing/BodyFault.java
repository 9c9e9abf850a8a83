package io.evergrant.usecase.importing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a body could not be read at all.
 *
 * @param row in which reading stopped, from 1; null where it was no row
 * @param line and {@code column} of the place, from 1; null where there is none
 */
public record BodyFault(
    Kind kind, @Nullable Integer row, @Nullable Long line, @Nullable Long column) {
  public BodyFault(Kind kind) {
    this(kind, null, null, null);
  }

  /** Whether the body is a serialized object, whatever it is said to be; empty where it is not. */
  public static Optional<BodyFault> serialized(byte[] body) {
    return Serialized.in(body)
        .map(
            kind ->
                switch (kind) {
                  case PICKLE -> new BodyFault(Kind.PICKLE);
                  case JAVA_SERIALIZATION -> new BodyFault(Kind.JAVA_SERIALIZATION);
                });
  }

  /** What is wrong with it. */
  public enum Kind {
    /** Python's pickle. */
    PICKLE,
    /** An object stream of Java. */
    JAVA_SERIALIZATION,
    NOT_UTF8,
    MALFORMED,
    TOO_DEEP,
    /** JSON, and no array. */
    NOT_AN_ARRAY,
    /** CSV whose first line does not name the columns. */
    NO_HEADER,
    TOO_MANY_ROWS,
    NO_ROWS
  }
}
