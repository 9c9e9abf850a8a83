/**
 * The command line for scripts that must keep an access token in a file; a JAR of its own that
 * needs nothing but Java. It knows the portal by its REST API alone.
 *
 * <p>What it promises: a reader of the file sees one whole token or the one before it, never a part
 * of either; the file is its owner's alone from its first byte on; it does not lie where git would
 * take it; neither token nor API key is written to the screen or stands in a list of processes.
 */
@NullMarked
package io.evergrant.cli;

import org.jspecify.annotations.NullMarked;
