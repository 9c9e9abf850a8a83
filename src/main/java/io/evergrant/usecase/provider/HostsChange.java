package io.evergrant.usecase.provider;

import io.evergrant.domain.ticket.ApiHost;
import java.util.List;

/**
 * What a description makes of the hosts of a provider's API; by authority.
 *
 * @param seen as they were read; none for a new provider
 * @param wanted the same ones where nothing is said of them
 */
public record HostsChange(List<ApiHost> seen, List<ApiHost> wanted) {
  static final HostsChange NONE = new HostsChange(List.of(), List.of());

  boolean isOne() {
    return !wanted.equals(seen);
  }
}
