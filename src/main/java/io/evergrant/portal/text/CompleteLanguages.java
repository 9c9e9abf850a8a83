package io.evergrant.portal.text;

import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.usecase.port.SpokenLanguages;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/** The languages of the portal's texts. */
@Singleton
public class CompleteLanguages implements SpokenLanguages {
  @Override
  public List<LanguageTag> complete() {
    return Arrays.stream(Language.values())
        .filter(Language::isComplete)
        .map(Language::tag)
        .toList();
  }
}
