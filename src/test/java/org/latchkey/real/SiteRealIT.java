package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.ControllerStatus;
import org.latchkey.directory.Directory;

/** This machine is in a branch office, and only the second controller stands there. */
@ExtendWith(RealParts.class)
class SiteRealIT {

    private static final String SITE = "Branch-Office";
    private static final String SUBNET = "127.0.0.0/28";
    private static final long PATIENCE_SECONDS = 180;
    private static final AccountName ADA = AccountName.ofKerberos(DemoPeople.ADA.principal());

    private static SambaDomain domain;
    private static SambaController second;

    @BeforeAll
    static void start(SambaDomain shared) {
        domain = shared;
        second = domain.second();
        domain.first().tool("sites", "create", SITE);
        domain.first().tool("sites", "subnet", "create", SUBNET, SITE);
        awaitReplication();
        domain.register(ControllerRecords.inSite(second, SITE));
    }

    private static void awaitReplication() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String subnets = "CN=Subnets,CN=Sites,CN=Configuration," + SambaPeople.BASE;
        while (second.read(subnets, "(objectClass=subnet)", "siteObject").isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the second controller does not hear of the site");
            }
        }
    }

    @AfterAll
    static void stop() {
        domain.first().tool("sites", "subnet", "remove", SUBNET);
        second.close();
    }

    private static Directory discovered() {
        return DirectoryAttributes.ofCorp(domain)
                .with("domain", "corp.example.com")
                .open();
    }

    @Test
    void findThenTheControllerOfTheSiteIsAskedThoughTheOtherIsThereToo() {
        try (Directory directory = discovered()) {
            directory.find(ADA);

            assertThat(directory.controllers())
                    .extracting(ControllerStatus::controller)
                    .containsExactly("dc2.corp.example.com:636", "dc1.corp.example.com:636");
            assertThat(directory.controllers())
                    .extracting(ControllerStatus::state)
                    .containsExactly(ControllerStatus.State.ANSWERS, ControllerStatus.State.UNTRIED);
        }
    }

    @Test
    void findWhenTheSitesOnlyControllerIsDeadThenAnotherSites() {
        try (Directory directory = discovered()) {
            directory.find(ADA);
            second.kill();

            assertThat(directory.find(ADA).account().name()).isEqualToIgnoringCase("ada");
            assertThat(directory.controllers())
                    .extracting(ControllerStatus::state)
                    .containsExactly(ControllerStatus.State.LEFT_ALONE, ControllerStatus.State.ANSWERS);
        } finally {
            second.start();
        }
    }
}
