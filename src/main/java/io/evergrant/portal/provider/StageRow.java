package io.evergrant.portal.provider;

import java.util.List;

/**
 * A stage of a test, as the page shows it.
 *
 * @param what was found; empty where it has not ended, as are the two after it
 * @param mend what there is to do
 * @param said the provider's own words
 * @param lines details, one each
 */
public record StageRow(
    String code,
    String name,
    String tone,
    String word,
    String what,
    String mend,
    String said,
    List<String> lines,
    String took) {}
