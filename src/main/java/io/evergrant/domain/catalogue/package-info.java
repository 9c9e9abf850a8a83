/**
 * What is known of real providers before anybody registers one: each fact with the page that says
 * it and the day on which that was read, or unknown. A fact is never guessed, because a refresh
 * that rests on a wrong one can end a grant.
 */
@NullMarked
package io.evergrant.domain.catalogue;

import org.jspecify.annotations.NullMarked;
