package io.evergrant.portal.text;

import io.evergrant.domain.tenant.LanguageTag;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the portal speaks; the first is spoken to whoever wants none of them. Each is a bundle of
 * its own, but for the first, which stands in wherever one that was only begun lacks a sentence.
 */
public enum Language {
  ENGLISH("en", "English", true),
  SIMPLIFIED_CHINESE("zh-Hans", "简体中文", true),
  GERMAN("de", "Deutsch", false);

  private final String tag;
  private final String called;
  private final boolean complete;

  Language(String tag, String called, boolean complete) {
    this.tag = tag;
    this.called = called;
    this.complete = complete;
  }

  public LanguageTag tag() {
    return new LanguageTag(tag);
  }

  /** As those call it who speak it. */
  public String called() {
    return called;
  }

  /** A complete one has every sentence, or the build fails. */
  public boolean isComplete() {
    return complete;
  }

  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  /** By its exact tag, as it was chosen and kept here. */
  public static Optional<Language> of(@Nullable String tag) {
    return Arrays.stream(values()).filter(one -> one.tag.equals(tag)).findFirst();
  }
}
