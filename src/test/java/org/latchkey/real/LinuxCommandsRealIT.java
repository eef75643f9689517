package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;
import org.latchkey.documentation.CodeBlock;
import org.latchkey.keys.SigningKey;
import org.latchkey.signin.SealedState;

/** The commands of the documentation for Linux, typed into a shell as they stand there. */
@ExtendWith(RealParts.class)
class LinuxCommandsRealIT {

    private static Installation installation;

    private Path folder;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory(installation.domain().work(), "commands");
    }

    /** @param input what is typed when a command asks */
    private String type(String commands, String input) {
        SambaDomain domain = installation.domain();
        Map<String, String> environment = new HashMap<>();
        environment.put("KRB5CCNAME", folder.resolve("tickets").toString());
        environment.put("CATALINA_BASE", folder.resolve("base").toString());
        environment.put("SMB_CONF_PATH", domain.first().configuration().toString());
        environment.put("CURL_CA_BUNDLE", domain.authority().toString());
        environment.put("PASSWD", domain.administratorPassword());
        Program ended = Program.tried(environment, input, "/bin/sh", "-e", "-c", "cd '" + folder + "'\n" + commands);
        assertThat(ended.status()).as(commands + ended.output()).isZero();
        return ended.output();
    }

    /** For an account that no other test stands on. */
    private static String ofOther(CodeBlock block) {
        return block.text().replace("svc-latchkey", "svc-other").replace("HTTP/sso.", "HTTP/other.");
    }

    /** A ticket for the service can be read with the keys in the file, and they are AES. */
    private void assertKeysFit(Path keytab) {
        type("kvno -k '" + keytab + "' HTTP/other.corp.example.com", "");
        assertThat(type("klist -ke '" + keytab + "'", ""))
                .contains("HTTP/other.corp.example.com@CORP.EXAMPLE.COM", "aes256-cts")
                .doesNotContain("arcfour");
    }

    @Test
    void keytabWhenMadeByEitherWayThenItsKeysFit() throws IOException {
        SambaDomain domain = installation.domain();
        String password = domain.administratorPassword() + "\n";
        type(ofOther(CodeBlock.of("linux.md", "kinit Administrator")), password);
        assertKeysFit(Files.move(folder.resolve("latchkey.keytab"), folder.resolve("made.keytab")));

        domain.first().tool("spn", "delete", "HTTP/other.corp.example.com", "svc-other");
        type(ofOther(CodeBlock.of("linux.md", "net ads enctypes set")), password);
        assertKeysFit(folder.resolve("latchkey.keytab"));
    }

    @Test
    void filesWhenPutByTheCommandsThenOnlyTomcatsAccountReadsThem() throws IOException {
        Files.copy(installation.domain().keytab(), folder.resolve("latchkey.keytab"));
        Files.copy(installation.domain().authority(), folder.resolve("ca.pem"));
        Files.writeString(folder.resolve("ldap-password"), "secret\n");
        Files.writeString(folder.resolve("sso.pfx"), "certificate");
        Files.createDirectories(folder.resolve("conf"));
        Files.copy(Path.of("conf", "latchkey.xml"), folder.resolve("conf").resolve("latchkey.xml"));
        Files.copy(Path.of(System.getProperty("latchkey.war")), folder.resolve("latchkey.war"));
        Files.createDirectories(folder.resolve("base").resolve("webapps"));
        String files = CodeBlock.of("linux.md", "ssh-keygen -t rsa").text();

        // In this network there may be nobody else.
        type(files.replace("-o tomcat -g tomcat", "-o \"$(id -un)\" -g \"$(id -gn)\""), "");
        type(CodeBlock.of("linux.md", "openssl rsa -in").text(), "");
        type(CodeBlock.of("linux.md", "rm freshservice.pem").text(), "");

        Path secrets = folder.resolve("base").resolve("conf").resolve("latchkey");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        for (String name : new String[] {"freshservice.pem", "latchkey.keytab", "ca.pem", "ldap-password", "sso.pfx"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve(name))))
                    .isEqualTo("r--------");
        }
        assertThat(SigningKey.parse(Files.readAllBytes(secrets.resolve("freshservice.pem"))))
                .isNotNull();
        assertThat(folder.resolve("base/conf/Catalina/localhost/latchkey.xml")).exists();
        assertThat(folder.resolve("base/webapps/latchkey.war")).exists();
        assertThat(folder.resolve("freshservice.pem")).doesNotExist();
        assertThat(folder.resolve("ldap-password")).doesNotExist();
        assertThat(folder.resolve("sso.pfx")).doesNotExist();
    }

    @Test
    void publicKeyWhenPrintedByEitherProgramThenTheSame() {
        type(
                CodeBlock.of("linux.md", "ssh-keygen -t rsa")
                        .text()
                        .lines()
                        .findFirst()
                        .orElseThrow(),
                "");

        String printed = type(CodeBlock.of("linux.md", "openssl rsa -in").text(), "");

        String[] keys = printed.split("-----BEGIN PUBLIC KEY-----", -1);
        assertThat(keys).hasSize(3);
        assertThat(keys[2]).isEqualTo(keys[1]);
    }

    @Test
    void tryWhenTypedThenSignedIn() throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("base/conf/latchkey"));
        Files.copy(installation.domain().keytab(), secrets.resolve("latchkey.keytab"));

        String printed = type(CodeBlock.of("linux.md", "klist -kte").text(), DemoPeople.ADA.password() + "\n");

        assertThat(printed).contains("aes256-cts", "Your applications", String.valueOf(DemoPeople.ADA.displayName()));
    }

    @Test
    void stateKeyWhenMadeByTheCommandThenItIsRead() throws IOException {
        type(CodeBlock.of("operating.md", "openssl rand -base64 32").text(), "");

        assertThat(SealedState.parseKey(Files.readAllBytes(folder.resolve("state-key"))))
                .isNotNull();
    }
}
