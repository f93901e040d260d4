//! The report of committees, of the made-up agency.

use super::Folder;

#[test]
fn committees_are_told_as_facts_by_year_and_region_and_without_telephones() {
    let folder = Folder::new();
    folder.run("demo d.milepost --unencrypted --today 2026-11-21").good();
    let all: serde_json::Value =
        serde_json::from_str(&folder.run("report committees d.milepost --year FY2026 --format json --today 2026-11-21").good()).unwrap();
    let rows = all["rows"].as_array().unwrap();
    let of = |name: &str| rows.iter().find(|row| row["committee"] == name).unwrap().clone();
    assert_eq!(rows.len(), 14, "two trend committees, the state's and five regions' for quality, steering, five regional teams");
    let front = of("Front-Line Trend Analysis Committee");
    // Twelve second Tuesdays, two of them called off.
    assert_eq!(
        (&front["planned"], &front["held"], &front["cancelled"], &front["milestone"]),
        (&12.into(), &10.into(), &2.into(), &6.into())
    );
    let n = |row: &serde_json::Value, key: &str| row[key].as_u64().unwrap();
    assert!((front["attendance"].as_f64().unwrap() - n(&front, "came") as f64 / n(&front, "seats") as f64).abs() < 1e-9);
    // The rows and what stands beside them tell the same.
    let meetings = all["meetings"].as_array().unwrap();
    for row in rows {
        let own = meetings.iter().filter(|meeting| meeting["committee"] == row["committee"]);
        let (held, came) = own
            .filter(|meeting| meeting["status"] == "held")
            .fold((0, 0), |(held, came), meeting| (held + 1, came + meeting["came"].as_u64().unwrap_or(0)));
        assert_eq!((n(row, "held"), n(row, "came")), (held, came), "{row}");
        let advice = all["recommendations"].as_array().unwrap().iter().filter(|one| one["committee"] == row["committee"]);
        let (made, acted) = advice.fold((0, 0), |(made, acted), one| {
            let state = one["state"].as_str().unwrap();
            (made + 1, acted + u64::from(["made", "under_way", "done"].contains(&state)))
        });
        assert_eq!((n(row, "recommendations"), n(row, "acted_on")), (made, acted), "{row}");
    }
    let text = all.to_string();
    assert!(!text.contains("phone") && !text.contains("email"));
    let canyon = folder.run("report committees d.milepost --year 2026 --region Canyon --format json --today 2026-11-21").rows();
    assert!(canyon.len() == 2 && canyon.iter().all(|row| row["region"] == "Canyon"));
    let told = folder.run("report committees d.milepost --year 2026 --today 2026-11-21").good();
    assert!(told.contains("Fiscal year 2026: ") && told.contains("10 of 12") && told.contains("What came of it"), "{told}");
    let csv = folder.run("report committees d.milepost --year 2026 --format csv --today 2026-11-21").good();
    assert_eq!((csv.lines().count(), csv.contains("committee,category,region,milestone,frequency,planned,held")), (15, true));
    folder.run("report committees d.milepost --region Nowhere").refused(&["there is no region 'Nowhere' here"]);
}
