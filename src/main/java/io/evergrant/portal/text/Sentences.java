package io.evergrant.portal.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The message bundle in one language. */
public final class Sentences {
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Locale locale;
  private final ResourceBundle bundle;

  public Sentences(Locale locale) {
    this.locale = locale;
    this.bundle = ResourceBundle.getBundle("io.evergrant.portal.messages", locale, NO_FALLBACK);
  }

  /** Language tag for the page. */
  public String language() {
    return locale.toLanguageTag();
  }

  public Locale locale() {
    return locale;
  }

  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  public String of(String key) {
    return bundle.getString(key);
  }

  public String of(String key, Object a) {
    return with(key, a);
  }

  public String of(String key, Object a, Object b) {
    return with(key, a, b);
  }

  public String of(String key, Object a, Object b, Object c) {
    return with(key, a, b, c);
  }

  /** With any number of arguments. */
  public String with(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }
}
