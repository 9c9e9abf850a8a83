package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.LanguageTag;
import java.util.List;

/** What people can be written to in. */
public interface SpokenLanguages {
  /** Those that have every sentence; the first is spoken where none was chosen. */
  List<LanguageTag> complete();
}
