package io.evergrant.usecase.importing;

import org.jspecify.annotations.Nullable;

/**
 * Why a row is not taken.
 *
 * @param row its number, from 1; in CSV the line with the names is not counted
 * @param field as it is named in the document; null where it is the whole row
 * @param other the number of the row that it collides with, where it does
 */
public record RowProblem(int row, @Nullable String field, Fault fault, @Nullable Integer other) {}
