package org.latchkey.web;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.latchkey.audit.Tally;
import org.latchkey.directory.ControllerFigures;
import org.latchkey.directory.ControllerStatus;

/** Figures in Prometheus' text format, version 0.0.4. */
final class MetricsText {

    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();

    /** Metrics of these decisions and controllers. */
    static String of(Tally tally, List<ControllerStatus> controllers) {
        MetricsText metrics = new MetricsText();
        metrics.counter("latchkey_sign_ins_total", "Answers that let somebody in.", "mechanism", tally.signIns());
        metrics.counter("latchkey_refusals_total", "Requests that were refused.", "reason", tally.refusals());
        metrics.directory(controllers);
        return metrics.text.toString();
    }

    private void counter(String name, String help, String label, SortedMap<Tally.Kind, Long> counts) {
        begin(name, "counter", help);
        counts.forEach((kind, count) ->
                sample(name, labels("application", kind.application(), label, kind.how()), count.toString()));
    }

    private void directory(List<ControllerStatus> controllers) {
        Map<String, ControllerStatus> byLabels = new LinkedHashMap<>();
        // A server may be listed as a global catalog once more, and no line may come twice.
        controllers.forEach(
                one -> byLabels.putIfAbsent(labels("directory", one.directory(), "controller", one.controller()), one));
        gauge(
                byLabels,
                "latchkey_directory_controller_up",
                "0 while a controller is left alone because it failed, else 1.",
                "",
                one -> one.state() == ControllerStatus.State.LEFT_ALONE ? 0 : 1);
        String connections = "latchkey_directory_connections";
        begin(connections, "gauge", "Open connections.");
        samples(byLabels, connections, ",state=\"used\"", figures -> Integer.toString(figures.used()));
        samples(byLabels, connections, ",state=\"resting\"", figures -> Integer.toString(figures.resting()));
        String requests = "latchkey_directory_request_seconds";
        begin(requests, "summary", "What controllers were asked, and how long that took.");
        String answered = ",outcome=\"answered\"";
        String failed = ",outcome=\"failed\"";
        samples(byLabels, requests + "_count", answered, figures -> Long.toString(figures.answers()));
        samples(byLabels, requests + "_sum", answered, figures -> seconds(figures.answering()));
        samples(byLabels, requests + "_count", failed, figures -> Long.toString(figures.failures()));
        samples(byLabels, requests + "_sum", failed, figures -> seconds(figures.failing()));
    }

    private void gauge(
            Map<String, ControllerStatus> byLabels,
            String name,
            String help,
            String more,
            Function<ControllerStatus, Integer> value) {
        begin(name, "gauge", help);
        byLabels.forEach(
                (labels, one) -> sample(name, labels + more, value.apply(one).toString()));
    }

    private void samples(
            Map<String, ControllerStatus> byLabels,
            String name,
            String more,
            Function<ControllerFigures, String> value) {
        byLabels.forEach((labels, one) -> sample(name, labels + more, value.apply(one.figures())));
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString();
    }

    private void begin(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String name, String labels, String value) {
        text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }

    private static String labels(String one, String oneValue, String two, String twoValue) {
        return one + "=\"" + escaped(oneValue) + "\"," + two + "=\"" + escaped(twoValue) + "\"";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
