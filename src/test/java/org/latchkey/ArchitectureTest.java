package org.latchkey;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.latchkey.application.RedirectAllowList;
import org.latchkey.application.Sites;
import org.latchkey.application.Target;
import org.latchkey.http.LocalRedirect;
import org.latchkey.refusal.Refusal;

/** The rules of the design that a compiler does not keep. */
@AnalyzeClasses(
        packages = "org.latchkey",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTemplates.class})
final class ArchitectureTest {

    private static final String ROOT = "org.latchkey";

    /** The protocols, and what stands beside them: none knows another, and what they share knows none of them. */
    private static final List<String> FEATURES = List.of("jwt", "hmac", "saml", "asp", "portal", "setup");

    /** Send a browser elsewhere: to an allow-listed address of another site, and to a path of this one. */
    private static final Set<String> REDIRECTS = Set.of(Target.class.getName(), LocalRedirect.class.getName());

    /** Where time and randomness come from; everyone else is handed a {@code Clock} and a {@code SecureRandom}. */
    private static final Set<String> SOURCES_OF_CHANCE = Set.of(ROOT + ".Bridge", ROOT + ".BridgeListener");

    /** Classes made to be extended. A refusal is an exception, and one that carries a header is a kind of it. */
    private static final Set<String> EXTENSIBLE = Set.of(Refusal.class.getName());

    @ArchTest
    void featuresAreKnownOnlyToTheObjectGraphAndSetup(JavaClasses classes) {
        for (String feature : FEATURES) {
            noClasses()
                    .that(resideOutsideOfPackage(in(feature))
                            .and(resideOutsideOfPackage(in("setup")))
                            .and(resideOutsideOfPackage(ROOT)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(in(feature))
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule onlyWebXmlKnowsWeb = noClasses()
            .that()
            .resideOutsideOfPackage(in("web"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(in("web"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule refusalsAndPagesKnowNobody = noClasses()
            .that(resideInAnyPackage(in("refusal"), in("page")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(ROOT + "..")
                    .and(resideOutsideOfPackage(in("refusal")))
                    .and(resideOutsideOfPackage(in("page"))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namingStaysInDirectoryAndConfiguration =
            onlyIn(List.of("directory", "config"), "javax.naming..");

    @ArchTest
    static final ArchRule windowsStaysInWindows = onlyIn(List.of("windows"), "com.sun.jna..", "waffle..");

    @ArchTest
    static final ArchRule openSamlStaysInSaml =
            onlyIn(List.of("saml"), "org.opensaml..", "net.shibboleth..", "org.apache.xml.security..");

    /**
     * OpenSAML 4.0.1 is at its end of life, and its known holes are in decryption: an identity provider has nothing to
     * decrypt, and whoever could make it try would send what it fails on.
     */
    @ArchTest
    static final ArchRule nothingDecrypts = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe("decrypt XML", ArchitectureTest::decrypts))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule jsonWebTokensStayInJwt = onlyIn(List.of("jwt"), "io.jsonwebtoken..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().assignedFrom(new FirstPackage()).should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyRedirectsSendABrowserElsewhere = noClasses()
            .that(are(DescribedPredicate.not(named(REDIRECTS))))
            .should()
            .accessTargetWhere(
                    target(owner(assignableTo(HttpServletResponse.class))).and(target(name("sendRedirect"))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyAllowListsMakeATarget = constructors()
            .that()
            .areDeclaredIn(Target.class)
            .should()
            .onlyBeCalled()
            .byClassesThat()
            .belongToAnyOf(RedirectAllowList.class, Sites.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule timeAndRandomnessArePassedIn = noClasses()
            .that(are(DescribedPredicate.not(named(SOURCES_OF_CHANCE))))
            .should()
            .accessTargetWhere(
                    DescribedPredicate.describe("reads time or chance by itself", ArchitectureTest::isChance))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule classesAreFinal = classes()
            .that(are(DescribedPredicate.not(named(EXTENSIBLE))))
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .haveModifier(JavaModifier.FINAL)
            .allowEmptyShould(true);

    @ArchTest
    void packagesAreNullMarked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(one -> assertThat(one.tryGetPackageInfo())
                        .as(one.getName())
                        .hasValueSatisfying(info -> assertThat(info.isAnnotatedWith(NullMarked.class))
                                .isTrue()));
    }

    /** Byte code hides which header is set, so this one reads the sources. */
    @ArchTest
    void onlyRedirectsNameTheLocationHeader(JavaClasses classes) throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            List<String> naming = sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(ArchitectureTest::namesLocation)
                    .map(path -> path.getFileName().toString().replace(".java", ""))
                    .toList();
            assertThat(naming)
                    .containsExactlyInAnyOrderElementsOf(
                            REDIRECTS.stream().map(ArchitectureTest::simple).toList());
        }
    }

    private static boolean namesLocation(Path source) {
        try {
            return Files.readString(source).matches("(?is).*\"(Location|Refresh)\".*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static ArchRule onlyIn(List<String> homes, String... libraries) {
        return noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(
                        homes.stream().map(ArchitectureTest::in).toArray(String[]::new))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .allowEmptyShould(true);
    }

    private static String in(String feature) {
        return ROOT + "." + feature + "..";
    }

    /** Classes of these names, and what is nested in them. */
    private static DescribedPredicate<JavaClass> named(Set<String> names) {
        return DescribedPredicate.describe(
                "one of " + names, type -> names.contains(type.getName().replaceFirst("\\$.*", "")));
    }

    private static boolean decrypts(JavaClass type) {
        String name = type.getName();
        return name.equals("org.apache.xml.security.encryption.XMLCipher")
                || (name.startsWith("org.opensaml.") && type.getSimpleName().contains("Decrypt"));
    }

    private static boolean isChance(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget callee)) {
            return false;
        }
        String type = callee.getOwner().getName();
        boolean noArguments = callee.getRawParameterTypes().isEmpty();
        return switch (callee.getName()) {
            case "<init>" ->
                Set.of(SecureRandom.class.getName(), Random.class.getName(), SplittableRandom.class.getName())
                                .contains(type)
                        || (type.equals(Date.class.getName()) && noArguments);
            case "now" ->
                type.startsWith("java.time.")
                        && callee.getRawParameterTypes().stream()
                                .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
            case "systemUTC", "systemDefaultZone", "system" -> type.equals(Clock.class.getName());
            case "currentTimeMillis" -> type.equals("java.lang.System");
            case "random" -> type.equals("java.lang.Math");
            case "randomUUID" -> type.equals("java.util.UUID");
            case "current" -> type.equals("java.util.concurrent.ThreadLocalRandom");
            case "getInstanceStrong", "getInstance" -> type.equals(SecureRandom.class.getName());
            default -> false;
        };
    }

    /** Classes that jte makes of the templates are nobody's style. */
    static final class WithoutTemplates implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/org/latchkey/page/templates/");
        }
    }

    /** {@code org.latchkey.jwt.x} belongs to {@code jwt}; the object graph in the root is a part like the others. */
    private static final class FirstPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            if (name.equals(ROOT)) {
                return SliceIdentifier.of("the object graph");
            }
            if (!name.startsWith(ROOT + ".")) {
                return SliceIdentifier.ignore();
            }
            return SliceIdentifier.of(name.substring(ROOT.length() + 1).replaceFirst("\\..*", ""));
        }

        @Override
        public String getDescription() {
            return "the packages of " + ROOT;
        }
    }
}
