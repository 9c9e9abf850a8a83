package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** One JSON object on a line, member by member; what is null is left out. */
final class JsonLine {
  private final StringBuilder out;
  private boolean first = true;

  JsonLine(StringBuilder out) {
    this.out = out.append('{');
  }

  JsonLine with(String name, @Nullable Object value) {
    if (value != null) {
      name(name);
      LoggedEvent.text(out, value.toString());
    }
    return this;
  }

  JsonLine with(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  JsonLine with(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  /** What is JSON already. */
  JsonLine raw(String name, String json) {
    name(name);
    out.append(json);
    return this;
  }

  JsonLine open(String name) {
    name(name);
    out.append('{');
    first = true;
    return this;
  }

  JsonLine close() {
    out.append('}');
    first = false;
    return this;
  }

  private void name(String name) {
    if (!first) {
      out.append(',');
    }
    LoggedEvent.text(out, name);
    out.append(':');
    first = false;
  }
}
