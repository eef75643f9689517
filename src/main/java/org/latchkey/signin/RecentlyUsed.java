package org.latchkey.signin;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Remembers something about so many keys at most; the key that was used longest ago gives way. Whoever invents names or owns
 * many addresses fills no memory. One thread at a time.
 */
final class RecentlyUsed<K, V> {

    private static final float LOAD = 0.75f;

    private final int most;
    private final Map<K, V> entries = new LinkedHashMap<>(16, LOAD, true);

    RecentlyUsed(int most) {
        this.most = most;
    }

    /** What is remembered about this key, or a new one, which is remembered from now on. */
    V get(K key, Supplier<V> fresh) {
        V value = entries.computeIfAbsent(key, unused -> fresh.get());
        if (entries.size() > most) {
            Iterator<K> eldest = entries.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        return value;
    }

    int size() {
        return entries.size();
    }
}
