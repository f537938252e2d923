"""Reports with a table, for figures that are worked out anew."""

from __future__ import annotations

SENTENCE = "We cut our Scope 1 emissions by 18 % between 2022 and 2024."

THIS_YEAR = f"""# Sustainability Report 2024

{SENTENCE}

In 2024 we sent 388 tonnes of waste to landfill.

| Indicator | 2022 | 2023 | 2024 |
|---|---|---|---|
| Scope 1 emissions (tCO2e) | 24,900 | 24,100 | 21,700 |
| Waste sent to landfill (tonnes) | 640 | 515 | 388 |
| Water withdrawal (m³) | 2,120 | 2,050 | 1,980 |

Report 2024. Report 2024. Report 2024.
"""

LAST_YEAR = """# Sustainability Report 2023

| Indicator | 2022 | 2023 |
|---|---|---|
| Scope 1 emissions (tCO2e) | 24,900 | 23,500 |
| Waste sent to landfill (tonnes) | 640 | 515 |

Report 2023. Report 2023. Report 2023.
"""
