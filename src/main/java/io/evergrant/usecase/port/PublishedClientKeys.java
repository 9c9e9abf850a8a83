package io.evergrant.usecase.port;

import io.evergrant.domain.provider.ProviderId;
import java.util.List;

/** Public halves of clients' keys, for whoever asks: no tenant is known of them. */
public interface PublishedClientKeys {
  /** As JWKs (RFC 7517), the newest first; none where there is no such provider either. */
  List<String> of(ProviderId provider);
}
