# Reads a release by its address and redraws its findings and one indicator's segments.
#
#   Rscript redraw.R https://where.the.survey.is        (default: http://localhost:8501)
#
# Needs R and nothing else. Writes findings.pdf, segments.pdf and redrawn.csv (the numbers drawn, as
# published) into the folder given as the second argument and prints a line for each finding.

RELEASE <- "the release's id"
INDICATORS <- character()
SYNTHETIC <- NA
COLOURS <- c(solo = "#D9662B", team = "#1F4E6E")

said <- commandArgs(trailingOnly = TRUE)
address <- if (length(said) >= 1) sub("/+$", "", said[[1]]) else "http://localhost:8501"
out <- if (length(said) >= 2) said[[2]] else "."
dir.create(out, showWarnings = FALSE, recursive = TRUE)

# The tables, from the package.
package <- tempfile(fileext = ".zip")
download.file(paste0(address, "/api/releases/", RELEASE, "/package.zip"), package,
              mode = "wb", quiet = TRUE)
folder <- tempfile("release")
read <- function(table) {
  file <- unzip(package, paste0(table, ".csv"), exdir = folder)
  read.csv(file, encoding = "UTF-8", colClasses = "character", na.strings = character())
}
counts <- read("counts")
estimates <- read("estimates")
labels <- read("labels")
for (column in c("value", "low", "high")) {
  estimates[[column]] <- as.numeric(estimates[[column]])
}
for (column in c("band_low", "band_high")) {
  counts[[column]] <- as.numeric(counts[[column]])
}
# Text that begins like a formula has an apostrophe before it in CSV files.
labels$label <- sub("^'('*[=+@\t\r\n-])", "\\1", labels$label)

label <- function(variable, code) {
  found <- labels$label[labels$variable == variable & labels$code == code]
  if (length(found)) found[[1]] else code
}

# One published figure; group "" is solo against team.
figure <- function(cohort, indicator, measure, group) {
  row <- estimates$cohort == cohort & estimates$indicator == indicator &
    estimates$measure == measure & estimates$group == group & estimates$term == ""
  estimates[row, ][1, ]
}

# A row a cohort: both groups' means, their difference with its interval, the verdict.
numbers <- function(indicator, cohorts) {
  rows <- lapply(cohorts, function(cohort) {
    told <- figure(cohort, indicator, "mean_difference", "")
    data.frame(indicator = indicator, cohort = cohort,
               solo = figure(cohort, indicator, "mean", "solo")$value,
               team = figure(cohort, indicator, "mean", "team")$value,
               difference = told$value, low = told$low, high = told$high,
               verdict = told$verdict, reason = told$reason)
  })
  do.call(rbind, rows)
}

# The indicator's lowest and highest possible score.
scale_of <- function(indicator) {
  bands <- counts[counts$indicator == indicator, ]
  range(bands$band_low, bands$band_high)
}

# Everyone, then every single filter value that was given, where the indicator is shown.
segments_of <- function(indicator) {
  shown <- estimates$indicator == indicator & estimates$measure == "mean_difference"
  cohorts <- labels$code[labels$variable == "cohort"]
  single <- !grepl("&", cohorts, fixed = TRUE) & !grepl("=not-given$", cohorts)
  cohorts[single & cohorts %in% estimates$cohort[shown]]
}

# What a segment is called: 'industry: Retail'.
segment <- function(cohort) {
  words <- label("cohort", cohort)
  if (cohort == "") words else paste0(sub("=.*", "", cohort), ": ", words)
}

sentence <- function(found) {
  named <- label("indicator", found$indicator)
  if (is.na(found$difference)) {
    return(paste0(named, ": the difference can't be estimated, because ", found$reason, "."))
  }
  paste0(named, ": ", label("group", "solo"), " ", format(found$solo), ", ",
         label("group", "team"), " ", format(found$team), "; difference ",
         format(found$difference), " (95% interval ", format(found$low), " to ",
         format(found$high), "): ", found$verdict, ".")
}

short <- function(names) ifelse(nchar(names) > 40, paste0(substr(names, 1, 39), "..."), names)

paper <- function(name, height, labels, panels = 1) {
  open <- if (capabilities("cairo")) cairo_pdf else pdf
  open(file.path(out, name), width = 8, height = height)
  par(mfrow = c(panels, 1), mar = c(4, 2 + max(nchar(short(labels))) / 2, 2.5, 1), las = 1, bty = "n",
      oma = c(1, 0, 0, 0))
  par(cex = 0.9)
}

# A row of points with their intervals, from the top down.
intervals <- function(names, at, low, high, colours, title, below, ends) {
  rows <- -seq_along(names)
  plot(at, rows, xlim = ends, ylim = range(rows) + c(-0.5, 0.5),
       yaxt = "n", ylab = "", xlab = below, main = title, pch = 19, col = colours)
  segments(low, rows, high, rows, lwd = 2, col = colours)
  axis(2, rows, short(names), tick = FALSE)
}

# Closes a figure with its source below.
signed <- function() {
  source <- paste0("Release ", RELEASE, if (isTRUE(SYNTHETIC)) ". Synthetic demo data" else "")
  mtext(source, side = 1, adj = 1, cex = 0.7, outer = TRUE)
  invisible(dev.off())
}

findings <- do.call(rbind, lapply(INDICATORS, numbers, cohorts = ""))
segmented <- numbers(INDICATORS[[1]], segments_of(INDICATORS[[1]]))
for (row in seq_len(nrow(findings))) cat(sentence(findings[row, ]), "\n", sep = "")
drawn <- rbind(cbind(findings, figure = "findings"), cbind(segmented, figure = "segments"))
write.csv(drawn, file.path(out, "redrawn.csv"), row.names = FALSE, na = "")

groups <- c(label("group", "solo"), label("group", "team"))
paper("findings.pdf", 1.6 * length(INDICATORS) + 1, groups, panels = length(INDICATORS))
for (indicator in INDICATORS) {
  means <- rbind(figure("", indicator, "mean", "solo"), figure("", indicator, "mean", "team"))
  intervals(groups, means$value, means$low, means$high, COLOURS, label("indicator", indicator),
            "Average with its 95% interval", scale_of(indicator))
}
signed()

shown <- segmented[!is.na(segmented$difference), ]
names <- vapply(shown$cohort, segment, "")
paper("segments.pdf", 0.25 * nrow(shown) + 2, c(names, ""))
if (nrow(shown)) {
  intervals(names, shown$difference, shown$low, shown$high, "#22282E",
            label("indicator", INDICATORS[[1]]), paste(groups[[1]], "minus", groups[[2]]),
            range(shown$low, shown$high, 0))
  abline(v = 0, col = "#5B636B")
} else {
  plot.new()
}
signed()
