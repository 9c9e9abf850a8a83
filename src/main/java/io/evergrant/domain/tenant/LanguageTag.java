package io.evergrant.domain.tenant;

/**
 * Names a language as browsers and pages do (BCP 47). Whether it is spoken here is another matter.
 */
public record LanguageTag(String value) {
  public static final int LONGEST = 35;
  private static final String FORM = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}";

  public LanguageTag {
    if (!value.matches(FORM)) {
      throw new IllegalArgumentException("this is no language tag");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
