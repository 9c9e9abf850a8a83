package io.evergrant.usecase.access.forward;

import io.evergrant.domain.ticket.ForwardTarget;
import io.evergrant.usecase.port.ProviderApi.Body;
import io.evergrant.usecase.port.ProviderApi.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as it came. Throws {@link IllegalArgumentException} where the query is none.
 *
 * @param query null for none
 * @param fields all that came
 * @param body null for none
 */
public record Outgoing(
    String method,
    ForwardTarget target,
    @Nullable String query,
    List<Field> fields,
    @Nullable Body body) {
  public Outgoing {
    query = query == null ? null : ForwardTarget.query(query);
    fields = List.copyOf(fields);
  }
}
