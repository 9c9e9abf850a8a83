/** The installation as a whole: its nodes, its stores, and what is to be done over all tenants. */
@NullMarked
package io.evergrant.usecase.installation;

import org.jspecify.annotations.NullMarked;
