package io.evergrant.api;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists, a page at a time: {@code items}, and {@code next} for the parameter {@code cursor}. */
final class Pages {
  static final String CURSOR = "cursor";
  static final String LIMIT = "limit";
  static final int MOST = 200;
  private static final int USUAL = 50;

  private Pages() {}

  static int size(Parameters parameters) {
    return parameters.number(LIMIT, 1, MOST, USUAL);
  }

  /**
   * A page of what was asked for one row longer than it is.
   *
   * @param cursor of a row, for the page after it
   */
  static <T> Response page(
      List<T> found, int size, Function<T, JsonObject> view, Function<T, String> cursor) {
    var more = found.size() > size;
    var rows = more ? found.subList(0, size) : found;
    return of(rows.stream().map(view).toList(), more ? cursor.apply(rows.getLast()) : null);
  }

  static Response of(List<JsonObject> items, @Nullable String next) {
    return Response.ok(body(items, next).toString()).build();
  }

  static JsonObject body(List<JsonObject> items, @Nullable String next) {
    return new Json().with("items", Json.objects(items)).with("next", next).done();
  }
}
