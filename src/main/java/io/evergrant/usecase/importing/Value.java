package io.evergrant.usecase.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stood in a document, as it stood there. Nothing of it prints itself: it may be a token. */
sealed interface Value {
  /** Text. */
  record Text(String value) implements Value {
    @Override
    public String toString() {
      return "Text[hidden]";
    }
  }

  /** A number as it was written: no power of ten in it has been worked out. */
  record Figure(String digits) implements Value {
    @Override
    public String toString() {
      return "Figure[hidden]";
    }
  }

  record Truth(boolean value) implements Value {}

  record Nothing() implements Value {}

  record Items(List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return "Items[hidden]";
    }
  }

  /**
   * An object.
   *
   * @param twice the first name, of this object or one within it, that came a second time
   */
  record Members(Map<String, Value> values, @Nullable String twice) implements Value {
    public Members {
      values = new LinkedHashMap<>(values);
    }

    @Override
    public String toString() {
      return "Members[hidden]";
    }
  }
}
