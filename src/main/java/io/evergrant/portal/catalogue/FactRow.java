package io.evergrant.portal.catalogue;

import java.util.List;

/**
 * A fact as a page shows it.
 *
 * @param code of the fact, as in the files and the API
 * @param values one a line; empty where the fact is unknown
 * @param literal whether the values are to be typed as they stand
 * @param by who says it, in words
 */
public record FactRow(
    String code,
    String name,
    boolean known,
    List<String> values,
    boolean literal,
    String note,
    String page,
    String by,
    String checked,
    boolean stale) {}
