package org.latchkey.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentlyUsedTest {

    private final RecentlyUsed<String, Object> entries = new RecentlyUsed<>(2);

    @Test
    void getWhenKnownThenTheSame() {
        Object a = entries.get("a", Object::new);

        assertThat(entries.get("a", Object::new)).isSameAs(a);
    }

    @Test
    void getWhenFullThenTheOneUsedLongestAgoGivesWay() {
        Object a = entries.get("a", Object::new);
        Object b = entries.get("b", Object::new);
        entries.get("a", Object::new);
        entries.get("c", Object::new);

        assertThat(entries.size()).isEqualTo(2);
        assertThat(entries.get("a", Object::new)).isSameAs(a);
        assertThat(entries.get("b", Object::new)).isNotSameAs(b);
    }
}
